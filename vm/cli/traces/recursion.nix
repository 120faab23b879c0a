# A cycle through two thunks: the error passes both Awaits, and each thunk keeps its failure.
let
  a = b + 1;
  b = a * 2;
in
[ a b ]
