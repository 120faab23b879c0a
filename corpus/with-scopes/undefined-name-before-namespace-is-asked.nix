/* {
  "description": "A name that no namespace has is harmless where it is not needed.",
  "expect": {"value": "1"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let s = { u = 1; }; in builtins.seq s (with s; let y = nowhere; in u)
