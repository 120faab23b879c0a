/* {
  "description": "A few thousand pending calls are within every evaluator's limits.",
  "expect": { "value": "4000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 4000
