/* {
  "description": "A thunk that failed with an assertion and is asked again fails with an assertion.",
  "expect": { "error": "assert" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = assert false; 1; in builtins.seq (builtins.tryEval a) a
