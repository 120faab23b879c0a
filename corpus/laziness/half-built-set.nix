/* {
  "description": "While the dynamic names of a set are computed it can be read with the attributes that it has so far, or not at all.",
  "level": "implementation-defined",
  "expect": [ { "when": ["half-built-sets"], "value": "42" }, { "error": "infinite-recursion" } ],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = { key = "b"; a = 20; ${with x; key} = 22; }; in x.a + x.b
