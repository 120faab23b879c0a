/* {
  "description": "A throw after many tail calls is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (let f = n: if n == 0 then throw "t" else f (n - 1); in f 500)).success then 20 else 300) + 4000
