/* {
  "description": "Data nested five thousand deep is forced.",
  "expect": { "value": "\"forced\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.deepSeq (builtins.foldl' (a: _: { inherit a; }) 1 (builtins.genList (i: i) 5000)) "forced"
