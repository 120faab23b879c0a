/* {
  "description": "A default may refer to a required formal, before or after it.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (({ a ? z, z }: a) { z = 1; }) (({ z, a ? z + 1 }: a) { z = 1; }) ]
