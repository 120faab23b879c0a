/* {
  "description": "toJSON leaves its argument deeply evaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = [ 1 ]; b = { c = 2; }; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = [ (0 + 1) ]; b = { c = 0 + 2; }; }; in builtins.seq (builtins.toJSON s) s
