/* {
  "description": "genericClosure sees that its operator is no function before it looks at a key; without the feature, when it calls it.",
  "tentative": true,
  "level": "implementation-defined",
  "expect": [
    { "when": ["sort-filter-list-first"], "error": "type", "trace": [] },
    { "error": "type", "trace": ["key"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "manual": "Nix's primops.cc forces the operator to be a function right after it has found it." }
  ]
} */
builtins.genericClosure { startSet = [ { key = builtins.trace "key" 1; } ]; operator = [ ]; }
