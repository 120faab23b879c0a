/* {
  "description": "When an asserted equality fails, its operands are evaluated once more to say how they differ.",
  "expect": [{"when": ["assert-explains-equality"], "value": "false", "trace": ["t", "t"]}, {"value": "false", "trace": ["t"]}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
(builtins.tryEval (assert 1 == builtins.trace "t" 2; 3)).success
