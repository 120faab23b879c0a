# A chain of thunks that each return the next: every one gets the value, once, on its way down.
let a = b; b = c; c = 1 + d; d = 2; in [ a b ]
