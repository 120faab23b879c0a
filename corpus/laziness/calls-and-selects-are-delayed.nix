/* {
  "description": "Calls and selections stay unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { a = 1; }; f = x: x; in [ (f 1) s.a (s.b or 2) (builtins.add 1 2) ]
