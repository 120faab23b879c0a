/* {
  "description": "The note of addErrorContext is not evaluated when there is no error.",
  "expect": { "value": "1", "trace": [] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.addErrorContext (builtins.trace "note" "n") 1
