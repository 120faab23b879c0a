# genList, map, filter, ++, concatLists, concatMap, elem, any, all over lists of some ten thousand
# members: the list builtins that programs lean on, and functions called by builtins.
let
  inherit (builtins) genList map filter concatLists concatMap elem length foldl' any all;
  numbers = genList (i: i) 30000;
  round = k:
    let
      scaled = map (i: i * k) numbers;
      small = filter (i: i < 40000) scaled;
      doubled = concatMap (i: [ i (i + 1) ]) small;
      chunks = genList (i: genList (j: i + j) 20) 500;
      joined = concatLists chunks ++ doubled;
    in
    foldl' (a: b: a + b) 0 joined
    + length joined
    + (if elem (0 - 1) joined then 1 else 0)
    + (if any (i: i == 123456) joined then 1 else 0)
    + (if all (i: i >= 0) joined then 1 else 0);
in
foldl' (a: b: a + b) 0 (map round (genList (k: k + 1) 24))
