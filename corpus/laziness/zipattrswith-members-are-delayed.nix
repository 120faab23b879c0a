/* {
  "description": "The members that zipAttrsWith makes stay unevaluated.",
  "features": ["builtin-zipAttrsWith"],
  "expect": {"value": "{ a = <CODE>; b = <CODE>; }"},
  "level": "implementation-defined",
  "mode": "lazy",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.zipAttrsWith (n: vs: vs) [ { a = 1; } { a = 2; b = 3; } ]
