/* {
  "description": "Two operands of `==` that are functions are never equal, even if they are the same variable.",
  "level": "normative",
  "expect": { "value": "[ false true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: x; in [ (f == f) (f != f) ]
