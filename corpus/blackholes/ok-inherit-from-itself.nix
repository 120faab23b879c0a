/* {
  "description": "A set may inherit from another that inherits from it.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let p = { inherit (q) b; a = 1; }; q = { inherit (p) a; b = 2; }; in [ p.b q.a ]
