/* {
  "description": "Data nested hundreds of thousands deep either is compared or ends at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "true" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let nest = _: builtins.foldl' (a: _: [ a ]) 1 (builtins.genList (i: i) 300000); in nest 0 == nest 0
