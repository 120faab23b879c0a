/* {
  "description": "elem forces the wanted value before it compares, even if it is the very element.",
  "level": "normative",
  "expect": { "error": "throw" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = throw "n"; in builtins.elem x [ x ]
