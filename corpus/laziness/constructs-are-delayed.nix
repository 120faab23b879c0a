/* {
  "description": "if, let, assert and with in a list stay unevaluated, even around a literal.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (if true then 1 else 2) (let x = 1; in x) (assert true; 1) (with { }; 1) ]
