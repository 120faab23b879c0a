/* {
  "description": "Attribute paths merged inside a recursive set may refer to its later attributes.",
  "expect": { "value": "21" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec { x.a = x.b + k; k = 10; x.b = k + 1; }.x.a
