/* {
  "description": "`+` adds up from zero, so -0.0 + -0.0 is 0; builtins.add keeps the sign.",
  "expect": {"print": "[ -0 0 -0 ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
let z = builtins.fromJSON "-0.0"; in [ z (z + z) (builtins.add z z) ]
