/* {
  "description": "`+` does not call `__add` in scope.",
  "level": "implementation-defined",
  "expect": { "value": "3" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let __add = a: b: "shadow"; in 1 + 2
