/* {
  "description": "A name that no namespace has is harmless where it is not needed, unless the namespaces are evaluated already and looked up early.",
  "expect": [{"when": ["with-looked-up-early"], "error": "undefined-variable"}, {"value": "1"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
with { u = 1; }; builtins.seq u (let y = nowhere; in 1)
