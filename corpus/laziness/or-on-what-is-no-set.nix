/* {
  "description": "`e.a or d` is d when e, or something on the way, is no set.",
  "expect": { "value": "[ 2 3 4 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let one = 1; s = { a = [ ]; }; in [ (one.a or 2) (s.a.b or 3) (s.a.b.c or 4) (null.x.y or 5) ]
