/* {
  "description": "The name before `@` is the argument itself, also for defaults.",
  "expect": { "value": "[ 2 [ \"b\" \"c\" ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(all@{ a ? all.b + 1, b, ... }: [ a (builtins.attrNames all) ]) { b = 1; c = 2; }
