/* {
  "description": "A member of a namespace that an earlier lookup has evaluated is the member's own cell where names are looked up early.",
  "expect": [{"when": ["with-looked-up-early"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
with { f = x: x; }; builtins.seq f (let g = f; in [ g ] == [ f ])
