/* {
  "description": "The value in the result of tryEval is evaluated to weak head normal form.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ success = true; value = { a = <CODE>; b = 2; }; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval { a = 1 + 1; b = 2; }
