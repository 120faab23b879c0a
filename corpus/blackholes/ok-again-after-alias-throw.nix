/* {
  "description": "Aliases of a failed thunk may be tried again.",
  "expect": { "value": "[ false false false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  a = throw "no";
  b = a;
  c = b;
  s = x: (builtins.tryEval x).success;
in
[ (s b) (s c) (s a) (s b) ]
