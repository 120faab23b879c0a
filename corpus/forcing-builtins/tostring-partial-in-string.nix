/* {
  "description": "The parts of a string that are coerced before and after a `__toString` call keep their order.",
  "expect": { "value": "\"a1b2cd3\"", "trace": ["1", "2", "3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let o = n: { __toString = _: builtins.trace n n; }; in "a${o "1"}b${o "2"}c${"d${o "3"}"}"
