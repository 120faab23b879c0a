/* {
  "description": "An element of genList may be computed from another one.",
  "expect": { "value": "97" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.genList (i: if i == 3 then 100 else builtins.elemAt l (i + 1) - 1) 4;
in
builtins.head l
