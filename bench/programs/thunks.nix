# 400 000 thunks that share their neighbours (each cell of a row needs two of the row before) and
# that are demanded from the far end: the forcing of a value that is not there yet, of one that
# is, and the memory that a pending computation takes.
let
  inherit (builtins) elemAt genList foldl';
  width = 400;
  row = previous: genList (i: let
      left = elemAt previous i;
      right = if i + 1 < width then elemAt previous (i + 1) else 1;
      sum = left + right;
    in if sum < 1000000007 then sum else sum - 1000000007) width;
  rows = foldl' (previous: _: row previous) (genList (i: i) width) (genList (i: i) 1000);
in
foldl' (a: b: a + b) 0 rows
