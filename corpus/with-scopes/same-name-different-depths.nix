/* {
  "description": "The same name at different depths of nesting is resolved for each place separately.",
  "expect": { "value": "[ 1 [ 2 [ 3 ] 2 ] 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { x = 1; }; [ x (with { x = x + 1; }; [ x (with { x = x + 1; }; [ x ]) x ]) x ]
