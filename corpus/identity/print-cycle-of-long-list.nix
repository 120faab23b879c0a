/* {
  "description": "Lists of more than two members are recognised by their elements until 2.30, so the outermost one as well.",
  "features": ["repeats-marked"],
  "expect": [
    {"when": ["lists-repeat-by-cell"], "print": "[ 0 [ 0 «repeated» 0 ] 0 ]"},
    {"print": "[ 0 «repeated» 0 ]"}
  ],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let x = [ 0 x 0 ]; in x
