/* {
  "description": "A default that is loaded from a file is evaluated once, and the other arguments are kept.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 1 2 [ 1 2 ] 2 ]", "trace": ["x", "y"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ x, y ? import ./y.nix, z ? [ x y ] }: [ x y z y ]) { x = import ./x.nix; }
