/* {
  "description": "`==` of sets with a different number of attributes evaluates none of them.",
  "expect": { "value": "false" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ a = throw "l"; b = throw "l"; } == { a = throw "r"; }
