/* {
  "description": "A value behind thousands of thunks that only refer to the next is found, and evaluated once.",
  "expect": { "value": "1", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let hop = n: x: if n == 0 then x else hop (n - 1) x; in hop 3000 (builtins.trace "v" 1)
