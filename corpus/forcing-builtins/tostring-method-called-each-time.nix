/* {
  "description": "`__toString` is called anew at every coercion.",
  "expect": { "value": "\"sss\"", "trace": ["call", "call", "call"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let o = { __toString = self: builtins.trace "call" "s"; }; in "${o}${o}" + toString o
