/* {
  "description": "The position of an inherited attribute is that of its name; in older versions, the end of the token before.",
  "expect": [{"when": ["inherit-position-is-name"], "value": "56"}, {"value": "55"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let x = 1; p = builtins.unsafeGetAttrPos "x" { inherit x; }; in p.column
