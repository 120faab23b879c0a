/* {
  "description": "genericClosure follows a chain of tens of thousands of items without nesting.",
  "limits": { "timeout_seconds": 60 },
  "expect": { "value": "20001" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length (builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: if x.key < 20000 then [ { key = x.key + 1; } ] else [ ]; })
