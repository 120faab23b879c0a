/* {
  "description": "A comparison of lists of different length evaluates no element.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = [ (0 + 1) (0 + 2) ]; in builtins.seq (a == [ 1 ]) a
