/* {
  "description": "A tryEval that succeeded does not catch what is thrown later.",
  "expect": { "error": "throw" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = builtins.tryEval 1; in builtins.seq r.success (throw "later")
