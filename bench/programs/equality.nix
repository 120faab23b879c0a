# Deep equality and ordering: lists and sets that are equal to their last member, and lists
# compared with `<`.
let
  inherit (builtins) genList foldl' toString;
  tree = depth:
    if depth == 0 then { leaf = 1; name = "x"; }
    else { left = tree (depth - 1); right = tree (depth - 1); inherit depth; };
  a = tree 16;
  b = tree 16;
  long = n: genList (i: i) n;
  x = long 1500000 ++ [ 1 ];
  y = long 1500000 ++ [ 2 ];
in
[
  (a == b) (a == b // { }) (x == y) (x < y) (y < x)
  (foldl' (n: i: if [ i (toString i) ] == [ i (toString i) ] then n + 1 else n) 0 (long 150000))
]
