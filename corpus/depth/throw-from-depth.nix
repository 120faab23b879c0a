/* {
  "description": "A throw from thousands of pending calls is caught, and the same depth can be reached again.",
  "expect": { "value": "[ false false 3000 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = n: if n == 0 then throw "t" else 1 + f (n - 1);
  g = n: if n == 0 then 0 else 1 + g (n - 1);
in
[ (builtins.tryEval (f 3000)).success (builtins.tryEval (f 3000)).success (g 3000) ]
