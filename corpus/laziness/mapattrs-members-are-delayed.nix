/* {
  "description": "The members that mapAttrs makes stay unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; b = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.mapAttrs (n: v: v) { a = 1; b = 2; }
