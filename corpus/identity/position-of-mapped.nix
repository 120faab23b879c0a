/* {
  "description": "An attribute that mapAttrs made has no position.",
  "level": "implementation-defined",
  "expect": { "value": "[ null true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1; }; in [ (builtins.unsafeGetAttrPos "a" (builtins.mapAttrs (n: v: v) s)) (builtins.isAttrs (builtins.unsafeGetAttrPos "a" s)) ]
