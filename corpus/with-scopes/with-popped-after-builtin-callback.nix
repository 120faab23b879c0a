/* {
  "description": "A with inside a callback does not reach the code after the builtin.",
  "expect": { "value": "[ 30 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; [ (builtins.foldl' (acc: s: with s; acc + a) 0 [ { a = 10; } { a = 20; } ]) a ]
