/* {
  "description": "A with may stand inside the namespace expression of another.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with (with { p = { b = 1; }; q = 2; }; p // { c = q; }); [ b c ]
