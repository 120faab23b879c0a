/* {
  "description": "A few thousand calls back and forth are within every evaluator's limits.",
  "expect": { "value": "true" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  even = n: if n == 0 then true else odd (n - 1);
  odd = n: if n == 0 then false else even (n - 1);
in
even 4000
