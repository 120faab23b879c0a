/* {
  "description": "listToAttrs forces the names in order; of equal names the first wins, and no value is forced.",
  "expect": { "value": "1", "trace": ["n1", "n2", "n3", "v1"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.listToAttrs [ { name = builtins.trace "n1" "a"; value = builtins.trace "v1" 1; } { name = builtins.trace "n2" "a"; value = throw "second"; } { name = builtins.trace "n3" "b"; value = throw "b"; } ];
in
s.a
