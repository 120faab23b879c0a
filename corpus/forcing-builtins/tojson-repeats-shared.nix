/* {
  "description": "toJSON writes a shared value as often as it occurs, and evaluates it once.",
  "expect": { "value": "\"[{\\\"n\\\":1},{\\\"v\\\":{\\\"n\\\":1}},{\\\"n\\\":1}]\"", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let v = builtins.trace "v" { n = 1; }; in builtins.toJSON [ v { inherit v; } v ]
