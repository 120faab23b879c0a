/* {
  "description": "An undefined variable is found before anything is evaluated.",
  "expect": { "error": "undefined-variable", "trace": [] },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
builtins.trace "evaluated" undefined
