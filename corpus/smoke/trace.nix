/* {
  "description": "The messages of builtins.trace arrive in their order, those of several lines included.",
  "expect": { "value": "3", "trace": ["right", "two\nlines"] },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
(x: y: builtins.seq y x) (builtins.trace "two\nlines" 3) (builtins.trace "right" 2)
