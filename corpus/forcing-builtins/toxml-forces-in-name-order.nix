/* {
  "description": "toXML forces sets in the order of their names.",
  "expect": { "value": "216", "trace": ["a", "a0", "b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.stringLength (builtins.toXML { b = builtins.trace "b" 1; a = builtins.trace "a" [ (builtins.trace "a0" 1) ]; })
