/* {
  "description": "A thunk may depend on the failure of a thunk that depends on its scope.",
  "expect": { "value": "[ true false true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  a = (builtins.tryEval b).success || c;
  b = throw (if c then "yes" else "no");
  c = true;
in
[ a (builtins.tryEval b).success c ]
