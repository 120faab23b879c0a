/* {
  "description": "A source in the store can be imported, with what lies beside it.",
  "expect": {"value": "[ { v = 5; } { \"default.nix\" = \"regular\"; secret = \"regular\"; sub = \"directory\"; t = \"regular\"; } ]"},
  "requires": ["filesystem", "writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ (import "${./src}") (builtins.readDir "${./src}") ]
