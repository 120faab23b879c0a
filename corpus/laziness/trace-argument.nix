/* {
  "description": "trace returns its second argument evaluated to weak head normal form.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> 2 ]", "trace": ["shown"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.trace "shown" [ (0 + 1) 2 ]
