/* {
  "description": "Two sets may be each other's namespaces, as long as each name is found.",
  "expect": { "value": "[ 12 11 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = with b; { x = y + 1; z = 10; }; b = { y = with a; z + 1; }; in [ a.x b.y ]
