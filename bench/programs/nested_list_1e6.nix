# A list nested a million deep, forced whole by deepSeq and compared with a second one.
let
  nest = n: builtins.foldl' (inner: _: [ inner ]) [ ] (builtins.genList (i: i) n);
  a = nest 1000000;
  b = nest 1000000;
in
builtins.deepSeq a (a == b)
