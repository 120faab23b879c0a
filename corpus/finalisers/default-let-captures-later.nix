/* {
  "description": "A let inside a default captures its own bindings and later formals.",
  "expect": { "value": "101" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? let m = n + b; n = 100; in m, b ? 1 }: a) { }
