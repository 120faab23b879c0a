/* {
  "description": "tryEval catches a throw of a file that is read in the middle of a fold, and the fold around it goes on.",
  "requires": ["filesystem"],
  "expect": { "value": "202" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (acc: f: acc + (let t = builtins.tryEval (import f); in if t.success then t.value else 100)) 0 [ ./one.nix ./throws.nix ./one.nix ./throws.nix ]
