/* {
  "description": "concatMap evaluates the lists its function returns, not their elements.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 <CODE> <CODE> <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.concatMap (x: [ x (x + 1) ]) [ 1 (1 + 1) ]
