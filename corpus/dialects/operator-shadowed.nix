/* {
  "description": "`-` calls the `__sub` of the scope.",
  "expect": [{"when": ["internal-symbols-shadowing-refused"], "error": "parse"}, {"value": "0"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "Shadowing such a symbols would affect the evaluation of such operations, but in a very inconsistent way, and is therefore deprecated now.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.92.html"}]
} */
let __sub = x: y: 0; in 5 - 3
