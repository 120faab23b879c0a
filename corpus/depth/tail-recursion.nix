/* {
  "description": "A few thousand tail calls are within every evaluator's limits.",
  "expect": { "value": "8002000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: acc: if n == 0 then acc else f (n - 1) (acc + n); in f 4000 0
