/* {
  "description": "A chain of a million thunks either is evaluated or ends at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "1000000" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.foldl' (a: e: { v = a.v + 1; }) { v = 0; } (builtins.genList (i: i) 1000000)).v
