/* {
  "description": "After an inner tryEval has caught, a later throw goes to the outer one.",
  "expect": { "value": "[ false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  r = builtins.tryEval (let i = builtins.tryEval (throw "a"); in if i.success then 1 else throw "b");
in
[ r.success (builtins.tryEval 1).success ]
