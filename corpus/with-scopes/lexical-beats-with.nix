/* {
  "description": "A variable that is bound lexically is never looked up in a with, however far out it is bound.",
  "expect": { "value": "[ \"let\" \"arg\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = "let"; in with { a = "with"; }; (b: with { a = "inner"; b = "inner"; }; [ a b ]) "arg"
