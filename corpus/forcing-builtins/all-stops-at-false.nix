/* {
  "description": "all stops at the first element for which the predicate is false.",
  "expect": { "value": "false", "trace": ["p1", "p2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.all (x: builtins.trace "p${toString x}" (x < 2)) [ 1 2 (throw "unreached") ]
