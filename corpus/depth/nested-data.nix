/* {
  "description": "A list nested two thousand deep can be forced, compared, and written as JSON.",
  "features": ["lists-ordered"],
  "expect": {"value": "[ \"forced\" true false 4001 false ]"},
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let
  nest = n: builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (i: i) n);
  a = nest 2000;
in
[ (builtins.deepSeq a "forced") (a == nest 2000) (a == nest 2001) (builtins.stringLength (builtins.toJSON a)) (builtins.lessThan a (nest 2000)) ]
