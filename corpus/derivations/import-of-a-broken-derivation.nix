/* {
  "description": "A store path that ends in .drv is read as a derivation, never as an expression.",
  "expect": {"error": "parse"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
import (builtins.toFile "x.drv" "{ a = 1; }")
