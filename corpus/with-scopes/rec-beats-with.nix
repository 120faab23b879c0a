/* {
  "description": "An attribute of a recursive set beats a with inside it, one of a plain set does not.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; [ (rec { a = 2; b = with { a = 3; }; a; }).b { a = 2; b = a; }.b ]
