/* {
  "description": "Defaults are not added to the set that `@` names.",
  "expect": { "value": "[ [ \"b\" ] false \"absent\" 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? 1, b ? 2 }@all: [ (builtins.attrNames all) (all ? a) (all.a or "absent") a ]) { b = 5; }
