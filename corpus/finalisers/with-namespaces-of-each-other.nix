/* {
  "description": "Bindings whose namespaces inherit each other are not evaluated before they are demanded.",
  "expect": { "value": "[ 2 20 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let p = with { k = 1; inherit q; }; k + 1; q = with { inherit p; }; p * 10; in [ p q ]
