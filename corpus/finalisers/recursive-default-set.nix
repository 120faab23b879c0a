/* {
  "description": "A default may be a set that refers to itself by the formal's name.",
  "expect": { "value": "1" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ s ? { me = s; v = 1; } }: s.me.me.v) { }
