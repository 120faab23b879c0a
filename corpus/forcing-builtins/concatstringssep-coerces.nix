/* {
  "description": "concatStringsSep calls `__toString` of its elements.",
  "expect": { "value": "\"a,b,c\"", "trace": ["ts"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.concatStringsSep "," [ "a" { __toString = _: builtins.trace "ts" "b"; } { outPath = "c"; } ]
