/* {
  "description": "A function passed for a formal keeps its own captures; the default's are not patched into it.",
  "expect": { "value": "1000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let k = 100; in ({ g ? (x: x + k), k ? 1 }: g 10) { g = x: x * k; }
