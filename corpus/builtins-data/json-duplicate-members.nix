/* {
  "description": "Of several members of one name fromJSON takes the last.",
  "expect": { "value": "{ a = { c = 4; }; b = 2; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.fromJSON ''{ "a": 1, "b": 2, "a": { "c": 3, "c": 4 } }''
