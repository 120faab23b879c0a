/* {
  "description": "Two values that contain each other are printed once each.",
  "features": ["repeats-marked"],
  "expect": {"print": "[ { a = [ «repeated» ]; } «repeated» ]"},
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let x = { a = y; }; y = [ x ]; in [ x y ]
