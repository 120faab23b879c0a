/* {
  "description": "Dynamic attribute names are evaluated in the order in which they are written, when the set is built.",
  "expect": { "value": "[ \"a\" \"m\" \"z\" ]", "trace": ["k1", "k2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.attrNames { ${builtins.trace "k1" "z"} = throw "v"; m = throw "v"; ${builtins.trace "k2" "a"} = throw "v"; }
