/* {
  "description": "The operands of - * / and the comparisons are arguments: where names are looked up early, an undefined one is found before the other is evaluated.",
  "expect": [{"when": ["with-looked-up-early"], "error": "undefined-variable"}, {"error": "throw"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
with { u = 1; }; builtins.seq u ((throw "left") - nowhere)
