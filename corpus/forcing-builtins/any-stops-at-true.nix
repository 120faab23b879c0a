/* {
  "description": "any stops at the first element for which the predicate is true.",
  "expect": { "value": "true", "trace": ["p1", "p2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.any (x: builtins.trace "p${toString x}" (x > 1)) [ 1 2 (throw "unreached") ]
