/* {
  "description": "elem compares by value, as deep as needed.",
  "expect": { "value": "true" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.elem { a = [ 1 { b = 2; } ]; } [ { a = [ 1 { b = 3; } ]; } { a = [ 1 { b = 2; } ]; } ]
