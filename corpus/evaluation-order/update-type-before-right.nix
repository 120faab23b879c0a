/* {
  "description": "The left operand of `//` is found to be no set before the right one is evaluated.",
  "expect": [{"when": ["update-right-first"], "error": "throw"}, {"error": "type", "trace": []}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
1 // builtins.trace "right" (throw "right")
