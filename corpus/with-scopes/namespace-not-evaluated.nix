/* {
  "description": "The namespace of a with is evaluated only when a name is looked up in it.",
  "expect": { "value": "1", "trace": [] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with builtins.trace "ns" (throw "ns"); let a = 1; in a
