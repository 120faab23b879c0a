/* {
  "description": "Data nested hundreds of thousands deep either is forced or ends at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "\"forced\"" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.deepSeq (builtins.foldl' (a: _: { inherit a; }) 1 (builtins.genList (i: i) 300000)) "forced"
