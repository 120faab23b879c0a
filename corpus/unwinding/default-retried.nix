/* {
  "description": "A default that failed in one call is evaluated anew in the next.",
  "expect": { "value": "[ false 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = { ok, a ? if ok then 1 else throw "t" }: a;
in
[ (builtins.tryEval (f { ok = false; })).success (f { ok = true; }) ]
