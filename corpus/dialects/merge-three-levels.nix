/* {
  "description": "Sets within merged sets are merged too; older versions say that the inner name is defined twice.",
  "expect": [{"when": ["nested-attrs-merge"], "value": "{ a = { b = { x = 1; y = 2; }; }; }"}, {"error": "parse"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
{ a = { b = { x = 1; }; }; a = { b = { y = 2; }; }; }
