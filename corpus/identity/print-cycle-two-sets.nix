/* {
  "description": "Two values that contain each other are printed once each.",
  "level": "implementation-defined",
  "expect": { "print": "[ { a = [ «repeated» ]; } «repeated» ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = { a = y; }; y = [ x ]; in [ x y ]
