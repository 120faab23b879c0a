/* {
  "description": "seq forces its first argument to weak head normal form only.",
  "expect": { "value": "[ 1 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.seq [ (throw "a") ] 1) (builtins.seq { a = throw "a"; } 2) (builtins.seq (x: throw "a") 3) ]
