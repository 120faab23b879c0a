/* {
  "description": "Values without functions are equal if they have the same structure, however they were made.",
  "expect": { "value": "[ true false false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  a = { l = map (x: x * 2) [ 1 2 ]; s.t = "x${toString 1}"; };
  b = { l = [ (1 + 1) 4 ] ++ [ ]; s = { t = "x1"; } // { }; };
in
[ (a == b) (a != b) (a == b // { u = 1; }) ]
