/* {
  "description": "A variable that is bound to a list or set literal is a computation until it is demanded.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let a = [ 1 ]; b = { c = 1; }; in [ a b (builtins.seq a 0) a ]
