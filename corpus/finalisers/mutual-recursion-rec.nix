/* {
  "description": "Functions in a recursive set may call each other.",
  "expect": { "value": "[ \"b\" \"c\" \"a\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec {
  c = n: if n == 0 then "c" else a (n - 1);
  a = n: if n == 0 then "a" else b (n - 1);
  b = n: if n == 0 then "b" else c (n - 1);
  out = [ (a 4) (b 4) (c 4) ];
}.out
