/* {
  "description": "A sibling that __overrides has evaluated on its way keeps its value, and what was not evaluated yet captures what replaces.",
  "level": "implementation-defined",
  "expect": [{ "when": ["rec-set-overrides-refused"], "error": "parse" }, { "value": "[ 2 2 5 [ 5 ] ]" }],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = rec {
    __overrides =
      if y + builtins.foldl' (a: i: a + builtins.length [ i ]) 0 (builtins.genList (i: i + 1) 200) > 0
      then { z = 5; }
      else { };
    y = x;
    x = z;
    late = [ z ];
    z = 2;
  };
in [ s.x s.y s.z s.late ]
