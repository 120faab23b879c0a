/* {
  "description": "A throw is caught by the tryEval that forces the thunk, not by one around its definition.",
  "expect": { "value": "false" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = builtins.tryEval { m = throw "t"; }; in (builtins.tryEval r.value.m).success == r.success
