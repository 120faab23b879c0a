/* {
  "description": "After the body of a with its names are gone, also in the operands that follow.",
  "expect": { "value": "[ 2 1 4 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; [ (with { a = 2; }; a) a ((with { a = 3; }; a) + a) a ]
