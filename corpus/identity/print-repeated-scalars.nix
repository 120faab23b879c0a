/* {
  "description": "Numbers that occur several times are printed each time.",
  "level": "normative",
  "expect": { "print": "[ 44 44 44 44 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = y + 2; y = 42; in [ x x x x ]
