/* {
  "description": "A thunk that is printed while it is evaluated is shown as potential infinite recursion.",
  "level": "implementation-defined",
  "features": ["trace-prints-thunk"],
  "expect": { "value": "true", "trace": ["{ x = «potential infinite recursion»; }"] },
  "provenance": [{ "evaluator": "nix", "version": "2.35.2" }, { "evaluator": "nix", "version": "2.8.0", "outcome": "aborts while it prints" }]
} */
let x = builtins.trace { x = x; } true; in x
