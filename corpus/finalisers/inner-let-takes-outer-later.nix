/* {
  "description": "An inner let may capture both its own later bindings and those of an outer let.",
  "expect": { "value": "15" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = let c = b + d; d = 10; in c; b = 5; in a
