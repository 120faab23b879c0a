/* {
  "description": "The accumulator of foldl' keeps the identity of what it collects.",
  "level": "implementation-defined",
  "expect": { "value": "true" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; in builtins.foldl' (a: e: a ++ [ e ]) [ ] [ f f ] == [ f f ]
