/* {
  "description": "Members of a set in default position capture later formals.",
  "expect": { "value": "[ 20 30 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ s ? { inherit b; c = b + d; }, b ? d * 2, d ? 10 }: [ s.b s.c ]) { }
