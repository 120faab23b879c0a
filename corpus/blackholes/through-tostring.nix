/* {
  "description": "A string coercion that demands its own result is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { __toString = _: t; }; t = "${s}"; in t
