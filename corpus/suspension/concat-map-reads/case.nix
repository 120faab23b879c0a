/* {
  "description": "concatMap keeps the lists it has while its function reads files.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 1 2 3 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.concatMap (n: import (./. + "/${n}.nix")) [ "a" "b" "a" ]
