/* {
  "description": "toJSON evaluates the whole value before it writes any of it: an error behind a string that cannot be written is the one that is raised.",
  "expect": { "error": "throw" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.toJSON [ (builtins.substring 0 1 "é") (throw "evaluated") ]
