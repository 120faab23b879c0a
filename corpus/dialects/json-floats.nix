/* {
  "description": "toJSON prints a float with the fewest digits that read back; older versions print six digits, and a whole number without a point.",
  "expect": [{"when": ["json-shortest-floats"], "value": "\"[1.0,0.30000000000000004,10000000000.0,123456789.123]\""}, {"value": "\"[1,0.3,1e+10,1.23457e+08]\""}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.toJSON [ 1.0 (0.1 + 0.2) 1.0e10 123456789.123 ]
