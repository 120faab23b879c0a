/* {
  "description": "The class of a throw is throw, whatever its message says.",
  "expect": { "error": "throw", "trace": ["before"] },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
builtins.trace "before" (throw "attribute of nothing in particular")
