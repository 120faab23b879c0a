# Names that come out of `with`: found in the innermost set, in an outer one, and in builtins,
# which is a search at run time each.
let
  outer = { base = 7; scale = 3; offset = 11; };
  inner = { a = 1; b = 2; c = 3; d = 4; e = 5; f = 6; g = 8; h = 9; };
  step = sum: i: with builtins; with outer; with inner;
    sum + a * scale + h + base + (if isInt i then offset else 0) - (with { d = i; }; d);
in
builtins.foldl' step 0 (builtins.genList (i: i) 400000)
