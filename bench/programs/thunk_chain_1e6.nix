# A chain of a million thunks, each waiting for the one before, forced from its end: the sum that
# foldl' leaves unevaluated inside the set it carries.
let
  inherit (builtins) foldl' genList;
in
(foldl' (acc: i: { sum = acc.sum + i; }) { sum = 0; } (genList (i: i) 1000000)).sum
