/* {
  "description": "An argument that is put into a list is a value if it was a literal, unevaluated if it was computed.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 5 <CODE> 5 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: [ x ]; g = x: builtins.seq x [ x ]; in f 5 ++ f (2 + 3) ++ g (2 + 3)
