/* {
  "description": "A builtin that is selected twice from `builtins` is not equal to itself, one held in a variable is.",
  "level": "implementation-defined",
  "expect": { "value": "[ false true false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  add = builtins.add;
in
[ ([ builtins.add ] == [ builtins.add ]) ([ add ] == [ add ]) (builtins.add == builtins.add) ]
