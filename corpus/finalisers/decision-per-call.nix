/* {
  "description": "Whether a default is used is decided anew in every call.",
  "expect": { "value": "[ 8 1 8 10 2 8 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { a ? b * 2, b ? 4 }: a; in map f [ { } { a = 1; } { } { b = 5; } { a = 2; b = 6; } { } ]
