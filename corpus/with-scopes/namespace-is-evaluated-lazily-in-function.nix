/* {
  "description": "A function that was only defined does not force the namespace that it captured.",
  "expect": { "value": "2", "trace": ["before call", "ns"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  f = with builtins.trace "ns" { a = 1; }; x: a + x;
in
builtins.seq f (builtins.trace "before call" (f 1))
