/* {
  "description": "deepSeq visits a shared set or list once.",
  "expect": { "value": "\"done\"", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { v = builtins.trace "v" 1; }; in builtins.deepSeq [ s s { inherit s; } [ s ] ] "done"
