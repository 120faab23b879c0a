/* {
  "description": "A name of a with may be selected from, with a default, or tested.",
  "expect": { "value": "[ 1 2 true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { s.a.b = 1; }; [ s.a.b (s.a.c or 2) (s ? a.b) (s ? b) ]
