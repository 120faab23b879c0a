/* {
  "description": "A call in tail position that passes its own arguments on in another order passes them as they were.",
  "expect": { "value": "[ [ 2 1 ] [ 2 3 1 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = n: a: b: if n == 0 then [ a b ] else f (n - 1) b a;
  g = n: a: b: c: if n == 0 then [ a b c ] else g (n - 1) c a b;
in [ (f 3 1 2) (g 2 1 2 3) ]
