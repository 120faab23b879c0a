/* {
  "description": "ceil and floor round up and down, also below zero.",
  "features": ["builtin-ceil", "builtin-floor"],
  "expect": { "value": "[ 2 1 -1 -2 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.ceil 1.5) (builtins.floor 1.5) (builtins.ceil (-1.5)) (builtins.floor (-1.5)) (builtins.ceil 2) ]
