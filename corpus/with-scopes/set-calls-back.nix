/* {
  "description": "The set of a with that calls the function that looks into it recurses without end; that is no infinite recursion of a value, but a limit.",
  "level": "implementation-defined",
  "expect": { "error": "resource" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let g = with (g 0); (_: y); in g 0
