/* {
  "description": "Each element of a list may depend on the one before, thousands deep, forced from the end.",
  "expect": { "value": "999" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.genList (i: if i == 0 then 0 else builtins.elemAt l (i - 1) + 1) 1000;
in
builtins.elemAt l 999
