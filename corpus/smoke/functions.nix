/* {
  "description": "A function, a builtin and a partly applied builtin are told apart.",
  "expect": { "value": "[ <LAMBDA> <PRIMOP> <PRIMOP-APP> ]" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
[ (x: x) builtins.add (builtins.add 1) ]
