/* {
  "description": "Dynamic attributes of sets that are merged are kept.",
  "expect": [{"when": ["dynamic-attrs-merge"], "value": "{ a = { x = 1; y = 2; }; }"}, {"value": "{ a = { x = 1; }; }"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
{ a = { x = 1; }; a = { ${"y" + ""} = 2; }; }
