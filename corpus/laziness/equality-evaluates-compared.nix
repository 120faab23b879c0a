/* {
  "description": "A comparison leaves evaluated what it had to look at, and nothing beyond the first difference.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 2 <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = [ (0 + 1) (0 + 2) (0 + 3) ]; b = [ 1 5 6 ]; in builtins.seq (a == b) a
