/* {
  "description": "A URL without quotes is a string.",
  "expect": [{"when": ["url-literals-refused"], "error": "parse"}, {"value": "[ \"http://a.b/c\" \"x:x\" ]"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "all URLs must be properly put within quotes like all other strings", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.92.html"}]
} */
[ http://a.b/c x:x ]
