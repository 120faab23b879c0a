/* {
  "description": "A with that was left by a throw is gone.",
  "expect": { "value": "[ false 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; [ (builtins.tryEval (with { a = 2; }; throw "t${toString a}")).success a ]
