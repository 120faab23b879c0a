/* {
  "description": "The members that zipAttrsWith makes stay unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; b = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.zipAttrsWith (n: vs: vs) [ { a = 1; } { a = 2; b = 3; } ]
