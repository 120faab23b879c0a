/* {
  "description": "genericClosure forces the keys of its items and nothing else in them.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length (builtins.genericClosure { startSet = [ { key = 1; v = throw "v"; } ]; operator = x: if x.key == 1 then [ { key = 2; w = throw "w"; } ] else [ ]; })
