/* {
  "description": "The global names, such as true and map, beat every with.",
  "expect": { "value": "[ true null [ 3 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { true = 0; null = 1; map = 2; }; [ true null (map (x: x) [ 3 ]) ]
