/* {
  "description": "elemAt forces its index and its list, in this order, and only that element.",
  "expect": { "value": "5", "trace": ["index", "list"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.elemAt (builtins.trace "list" [ (throw "a") 5 ]) (builtins.trace "index" 1)
