/* {
  "description": "tryEval catches a throw in the path of an import.",
  "expect": { "value": "false" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.tryEval (import (throw "x"))).success
