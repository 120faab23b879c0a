/* {
  "description": "An attribute of a rec set that __overrides replaces is replaced for its siblings too, in whatever they have captured.",
  "level": "implementation-defined",
  "expect": [{ "when": ["rec-set-overrides-refused"], "error": "parse" }, { "value": "[ 10 10 [ 10 10 ] 11 ]" }],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = rec { a = 1; b = a; c = [ a b ]; f = x: a + x; __overrides = { a = 10; }; }; in [ s.a s.b s.c (s.f 1) ]
