/* {
  "description": "A thunk may be demanded again by a second path while an outer thunk that waits for it is still unfinished.",
  "expect": { "value": "12", "trace": ["i"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let pass = x: x; i = builtins.trace "i" 3; a = pass i; b = pass a; in b + a + i + b
