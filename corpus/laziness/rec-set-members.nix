/* {
  "description": "Members of a recursive set are evaluated one by one.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = 2; b = 1; c = 5; d = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = rec { a = b + 1; b = 0 + 1; c = 5; d = 0 + c; }; in builtins.seq s.a s
