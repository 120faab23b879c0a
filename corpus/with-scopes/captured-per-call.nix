/* {
  "description": "Functions that are made by several calls each keep the namespace of their own call.",
  "expect": { "value": "[ 301 320 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let fs = map (s: with s; n: k + n) [ { k = 1; } { k = 20; } ]; in map (f: f 300) fs
