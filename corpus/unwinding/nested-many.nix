/* {
  "description": "Many nested tryEvals each catch their own.",
  "expect": { "value": "[ { success = true; value = 5; } { success = false; value = false; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  nest = n: if n == 0 then throw "t" else let r = builtins.tryEval (nest (n - 1)); in if r.success then throw "up ${toString n}" else n;
in
[ (builtins.tryEval (nest 5)) (builtins.tryEval (nest 6)) ]
