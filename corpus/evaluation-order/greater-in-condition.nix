/* {
  "description": "The right operand of > and of <= is evaluated first, in a condition too.",
  "expect": { "value": "[ \"y\" \"x\" \"x\" \"y\" ]", "trace": ["2", "1", "4", "3", "5", "6", "7", "8"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = n: builtins.trace (toString n) n; in [
  (if t 1 > t 2 then "x" else "y")
  (if t 3 <= t 4 then "x" else "y")
  (if t 5 < t 6 then "x" else "y")
  (if t 7 >= t 8 then "x" else "y")
]
