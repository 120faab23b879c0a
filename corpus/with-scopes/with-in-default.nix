/* {
  "description": "A default sees the namespaces around the function, after the formals.",
  "expect": { "value": "[ 1 20 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { x = 1; y = 2; }; ({ a ? x, y ? 20, b ? y }: [ a b ]) { }
