/* {
  "description": "How often the source of `inherit (e)` is evaluated depends on the version.",
  "expect": [
    { "when": ["inherit-from-once"], "value": "6", "trace": ["from"] },
    { "value": "6", "trace": ["from", "from", "from"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { inherit (builtins.trace "from" { a = 1; b = 2; c = 3; }) a b c; }; in s.a + s.b + s.c
