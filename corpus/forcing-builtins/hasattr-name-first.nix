/* {
  "description": "hasAttr and getAttr force the name before the set.",
  "expect": { "value": "[ true 1 ]", "trace": ["n1", "s1", "n2", "s2"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.hasAttr (builtins.trace "n1" "a") (builtins.trace "s1" { a = throw "a"; })) (builtins.getAttr (builtins.trace "n2" "a") (builtins.trace "s2" { a = 1; })) ]
