/* {
  "description": "The operator of genericClosure gets the cell of the element.",
  "level": "implementation-defined",
  "expect": { "value": "1" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let e = { key = 1; bad = throw "compared"; }; in builtins.length (builtins.genericClosure { startSet = [ e ]; operator = x: if [ x ] == [ e ] then [ ] else [ { key = 2; } ]; })
