/* {
  "description": "`?` evaluates the members on its path, not the last one.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = { b = <CODE>; }; c = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = { b = 0 + 1; }; c = 0 + 2; }; in builtins.seq (s ? a.b) s
