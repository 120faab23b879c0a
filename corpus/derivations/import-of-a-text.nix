/* {
  "description": "A text in the store can be imported, and import another.",
  "expect": {"value": "{ seven = 7; }"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
import (builtins.toFile "a.nix" "{ seven = import ${builtins.toFile "b.nix" "7"}; }")
