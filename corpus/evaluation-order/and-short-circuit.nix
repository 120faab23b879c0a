/* {
  "description": "`&&` evaluates its right operand only if the left one is true.",
  "expect": { "value": "[ false false ]", "trace": ["a", "b", "c"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ ((builtins.trace "a" true) && (builtins.trace "b" false)) ((builtins.trace "c" false) && (builtins.trace "d" true)) ]
