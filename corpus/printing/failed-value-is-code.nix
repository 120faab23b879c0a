/* {
  "description": "A value that failed and was caught is printed as one that was never evaluated.",
  "mode": "lazy",
  "tentative": true,
  "level": "implementation-defined",
  "expect": { "print": "[ <CODE> 1 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "manual": "Nix's libexpr/print-ambiguous.cc: a value that was tried and ignored was historically reverted to the thunk, and is still printed as one." }
  ]
} */
let x = throw "a"; in builtins.seq (builtins.tryEval x) [ x 1 ]
