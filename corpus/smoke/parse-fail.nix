/* {
  "description": "In phase parse, a file that is not Nix is refused.",
  "phase": "parse",
  "expect": { "error": "parse" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
let x = 1 in x
