/* {
  "description": "removeAttrs forces set, list and names in this order, and no member.",
  "expect": { "value": "[ \"b\" ]", "trace": ["set", "list", "name"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.attrNames (builtins.removeAttrs (builtins.trace "set" { a = throw "a"; b = throw "b"; }) (builtins.trace "list" [ (builtins.trace "name" "a") "none" ]))
