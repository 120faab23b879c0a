/* {
  "description": "The set that `@` names can serve as namespace; it lacks the defaults, which are found lexically.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? 1, ... }@args: with args; [ a b ]) { b = 2; }
