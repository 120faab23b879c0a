/* {
  "description": "genericClosure leaves everything but the keys of its items unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ key = 1; v = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.head (builtins.genericClosure { startSet = [ { key = 0 + 1; v = 0 + 2; } ]; operator = x: [ ]; })
