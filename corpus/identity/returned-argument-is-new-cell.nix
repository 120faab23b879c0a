/* {
  "description": "The result of a call is a value of its own, even if it is the argument.",
  "level": "implementation-defined",
  "expect": { "value": "false" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; id = y: y; in [ (id f) ] == [ f ]
