/* {
  "description": "any leaves the elements after the one that it stopped at unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 2 <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = [ (0 + 1) (0 + 2) (0 + 3) ]; in builtins.seq (builtins.any (x: x == 2) a) a
