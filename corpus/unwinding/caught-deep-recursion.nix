/* {
  "description": "A throw unwinds a deep pile of pending operations.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (let f = n: if n == 0 then throw "t" else 1 + f (n - 1); in f 2000)).success then 20 else 300) + 4000
