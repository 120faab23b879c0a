/* {
  "description": "Empty lists and sets are printed each time.",
  "level": "implementation-defined",
  "expect": { "print": "[ [ ] [ ] { } { } [ ] { } ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let e = [ ]; s = { }; in [ e e s s [ ] { } ]
