/* {
  "description": "Which of two failing operands of an equality of lists is met first is not specified beyond left or right.",
  "level": "unspecified",
  "expect": { "any_of": [ { "error": "throw" }, { "error": "abort" } ] },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
[ (throw "left") ] == [ (abort "right") ]
