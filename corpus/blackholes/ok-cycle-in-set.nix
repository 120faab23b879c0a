/* {
  "description": "A set may contain itself, at any depth.",
  "expect": { "value": "1" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { n = 1; in1.in2 = s; }; in s.in1.in2.in1.in2.n
