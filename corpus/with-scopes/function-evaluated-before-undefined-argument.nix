/* {
  "description": "A function is evaluated before its argument is looked up in a namespace that is evaluated already, and found undefined there; without the feature, the argument is not looked up at all.",
  "level": "implementation-defined",
  "expect": [
    { "when": ["with-looked-up-early"], "error": "undefined-variable", "trace": ["f"] },
    { "value": "1", "trace": ["f"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "manual": "An argument that is not used is not evaluated." }
  ],
  "tentative": true
} */
with { f = builtins.trace "f" (x: 1); }; f nowhere
