/* {
  "description": "Elements that are the same variable are forced before their identity counts.",
  "level": "implementation-defined",
  "expect": { "error": "throw" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let t = throw "x"; in [ t ] == [ t ]
