/* {
  "description": "floor of a float beyond 64 bits is an error; older versions give the smallest integer.",
  "expect": [{"when": ["floor-range-error"], "error": "value"}, {"value": "-9223372036854775808"}],
  "level": "implementation-defined",
  "features": ["builtin-floor"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "Allow `builtins.floor` and `builtins.ceil` to corrupt integer inputs outside of the safe range to store in floats without precision loss (as in previous versions) rather than throwing an evaluation error.", "url": "https://docs.lix.systems/manual/lix/stable/contributing/deprecated-features.html"}]
} */
builtins.floor 1.0e19
