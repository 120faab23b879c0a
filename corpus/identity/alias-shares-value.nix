/* {
  "description": "An alias of a variable that holds a function is that variable.",
  "level": "implementation-defined",
  "expect": { "value": "true" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; g = f; in [ f ] == [ g ]
