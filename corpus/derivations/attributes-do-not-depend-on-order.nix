/* {
  "description": "The order in which attributes are written does not change a derivation.",
  "expect": {"value": "[ \"/nix/store/vsczv8k4z2xmpq5z1fkj8qh3prwlyzhv-a.drv\" true ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let one = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; z = 1; b = 2; };
    two = derivation { b = 2; z = 1; builder = "/bin/sh"; system = "x86_64-linux"; name = "a"; };
in [ one.drvPath (one.drvPath == two.drvPath) ]
