/* {
  "description": "What was read from a text in the store refers to what the text mentions.",
  "expect": {"value": "[ { \"/nix/store/gmzdrk8k0jbnbvvdf0517iyixgkvqnil-t\" = { path = true; }; } { } ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let t = builtins.toFile "t" "text"; in [
  (builtins.getContext (builtins.readFile (builtins.toFile "r" "see ${t}, twice: ${t}")))
  (builtins.getContext (builtins.readFile t))
]
