/* {
  "description": "builtins.trace writes a value that keeps its failure as «failed»; where failed values are restored it is a thunk again.",
  "tentative": true,
  "level": "implementation-defined",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "1", "trace": ["[ «failed» ]"] },
    { "when": ["trace-prints-thunk"], "value": "1", "trace": ["[ «thunk» ]"] },
    { "value": "1", "trace": ["[ <CODE> ]"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "manual": "Nix's libexpr/print.cc has a case for failed values beside that for thunks; print-ambiguous.cc, which nix-instantiate uses, writes both as <CODE>." }
  ]
} */
let x = throw "a"; in builtins.seq (builtins.tryEval x) (builtins.trace [ x ] 1)
