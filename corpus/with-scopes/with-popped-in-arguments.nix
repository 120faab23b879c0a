/* {
  "description": "A with in one argument does not reach the next one.",
  "expect": { "value": "[ 2 1 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; (x: y: z: [ x y z ]) (with { a = 2; }; a) a (with { a = 3; }; a)
