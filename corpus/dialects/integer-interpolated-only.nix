/* {
  "description": "With the feature for it, only interpolation turns an integer into a string.",
  "expect": {"error": "type"},
  "level": "implementation-defined",
  "features": ["coerce-integers"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.35.2"}, {"manual": "Coercion must not occur outside interpolation. Expressions like `\"\" + 42` must continue to fail.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}]
} */
"a" + 1
