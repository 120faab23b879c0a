/* {
  "description": "A with around one binding of a let does not reach the others.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; let x = with { a = 2; }; a; y = a; in [ x y ]
