/* {
  "description": "Data nested hundreds of thousands deep either is written as JSON or ends at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "600001" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.stringLength (builtins.toJSON (builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (i: i) 300000)))
