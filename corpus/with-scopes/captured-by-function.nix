/* {
  "description": "A function takes the namespaces around its definition with it, not those around its call.",
  "expect": { "value": "13" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = with { x = 1; y = 2; }; z: x + y + z; in with { x = 100; y = 100; z = 100; }; f 10
