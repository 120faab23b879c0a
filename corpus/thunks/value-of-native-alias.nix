/* {
  "description": "A builtin reached through `builtins.builtins` is an ordinary value, also behind several thunks.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let b = builtins.builtins; l = b.builtins.length; m = l; in m [ 1 (throw "no") 3 ]
