/* {
  "description": "A derivation's name cannot hold a space.",
  "expect": {"error": "value"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
(derivation { name = "a b"; system = "x86_64-linux"; builder = "/bin/sh"; }).drvPath
