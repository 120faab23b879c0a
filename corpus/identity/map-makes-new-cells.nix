/* {
  "description": "The elements that map and genList make are new values, even if the function returns its argument.",
  "level": "implementation-defined",
  "expect": { "value": "[ false false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
in
[ (map (y: y) [ f ] == [ f ]) (builtins.genList (_: f) 1 == [ f ]) (let l = map (y: y) [ f ]; in l == l) ]
