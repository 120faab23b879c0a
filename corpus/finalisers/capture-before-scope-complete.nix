/* {
  "description": "A function may be applied while the bindings after it are not evaluated yet.",
  "expect": { "value": "\"end\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = f 1; f = x: if x == 1 then b else c; b = f 2; c = "end"; in a
