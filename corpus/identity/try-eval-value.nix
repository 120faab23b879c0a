/* {
  "description": "The value of a successful tryEval is the cell that was given to it.",
  "level": "implementation-defined",
  "expect": [{ "when": ["functions-equal-by-closure"], "value": "[ true true ]" }, { "value": "[ true false ]" }],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; in [ (builtins.tryEval f == { success = true; value = f; }) (builtins.tryEval (f f) == { success = true; value = f; }) ]
