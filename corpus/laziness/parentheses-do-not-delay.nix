/* {
  "description": "Parentheses around a literal or variable do not make it a computation.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 \"s\" 2 \"v\" ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let v = "v"; in [ (1) ("s") ((2)) (v) ]
