/* {
  "description": "`||` evaluates its right operand only if the left one is false.",
  "expect": { "value": "[ true true ]", "trace": ["a", "c", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ ((builtins.trace "a" true) || (builtins.trace "b" false)) ((builtins.trace "c" false) || (builtins.trace "d" true)) ]
