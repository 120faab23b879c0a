# All ways to put nine queens on a board: lists that grow and are searched, tests that stop early.
let
  inherit (builtins) genList concatMap filter length elemAt all;
  place = n: k:
    if k == 0 then [ [ ] ]
    else concatMap (board: map (c: board ++ [ c ]) (filter (safe board) columns)) (place n (k - 1));
  columns = genList (i: i) 9;
  safe = board: c:
    let row = length board; in
    all (r: let q = elemAt board r; d = row - r; in q != c && q + d != c && q - d != c)
      (genList (i: i) row);
in
length (place 9 9)
