/* {
  "description": "Forward references may form a chain of any order.",
  "expect": { "value": "[ 24 36 12 1 11 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = c * 2; d = 1; c = e + d; b = a + c; e = d + 10; in [ a b c d e ]
