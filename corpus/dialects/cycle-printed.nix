/* {
  "description": "A set inside itself is shown as «repeated», or <CYCLE> once its cell comes again.",
  "expect": [{"when": ["repeats-marked"], "print": "{ y = «repeated»; }"}, {"print": "{ y = { y = <CYCLE>; }; }"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let x = { y = x; }; in x
