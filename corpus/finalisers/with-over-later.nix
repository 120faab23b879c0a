/* {
  "description": "The namespace of with, and what it yields, may be bound later.",
  "expect": { "value": "21" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = with ns; k + m; ns = { k = deep; m = 1; }; deep = 20; in r
