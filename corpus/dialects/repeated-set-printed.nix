/* {
  "description": "A set that was printed before is shown as «repeated»; old versions print it again and show only cycles, as <CYCLE>.",
  "expect": [{"when": ["repeats-marked"], "print": "[ { a = 1; } «repeated» ]"}, {"print": "[ { a = 1; } { a = 1; } ]"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let x = { a = 1; }; in [ x x ]
