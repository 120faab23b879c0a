/* {
  "description": "Every call of a recursive function has its own namespace.",
  "expect": { "value": "[ 2 1 0 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: with { v = n; }; if n == 0 then [ v ] else [ v ] ++ f (n - 1) ++ [ v ]; in f 2
