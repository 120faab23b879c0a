# The set of a `with` is forced when a name is first looked up in it, and its thunk is no black hole.
let
  outer = { x = 1; y = 2; };
in
with outer; with { x = y; }; x
