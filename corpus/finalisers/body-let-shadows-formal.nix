/* {
  "description": "A let in the body that rebinds a formal does not change what the defaults see.",
  "expect": { "value": "[ 50 1 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ x ? 1, y ? x }: let x = 50; in [ x y ]) { }
