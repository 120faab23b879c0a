/* {
  "description": "A thunk may try another that fails, and then use its own scope.",
  "expect": { "value": "[ 2 2 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = if (builtins.tryEval y).success then 1 else z; y = throw "no"; z = 2; in [ x z x ]
