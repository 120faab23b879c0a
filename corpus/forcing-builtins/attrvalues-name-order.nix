/* {
  "description": "attrValues lists the members in the order of their names, unforced.",
  "expect": { "value": "2", "trace": ["b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.elemAt (builtins.attrValues { b = builtins.trace "b" 2; a = throw "a"; c = throw "c"; }) 1
