/* {
  "description": "genList calls its function with the index of each element.",
  "expect": { "value": "[ 0 1 4 9 ]", "trace": ["0", "1", "2", "3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.genList (i: builtins.trace (toString i) (i * i)) 4
