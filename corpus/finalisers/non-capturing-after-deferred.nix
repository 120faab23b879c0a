/* {
  "description": "A later binding may be a constant or a function that captures nothing.",
  "expect": { "value": "7" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: const + id x; const = 3; id = y: y; in f 4
