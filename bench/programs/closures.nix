# Functions that make functions: compositions, partial applications, captured variables at several
# depths. The cost of making a closure and of reaching what it captured.
let
  inherit (builtins) foldl' genList map;
  compose = f: g: x: f (g x);
  add = a: b: a + b;
  adders = map add (genList (i: i) 100);
  pipeline = foldl' compose (x: x) adders;
  nested = a: b: c: d: (e: (f: a + b * c + d + e * f) (a + 1)) (b + 1);
in
foldl' (sum: i: sum + pipeline i + nested i 2 3 4) 0 (genList (i: i) 12000)
