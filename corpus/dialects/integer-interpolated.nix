/* {
  "description": "An integer may be interpolated into a string, where that feature is on.",
  "expect": {"value": "\"a1\""},
  "level": "implementation-defined",
  "features": ["coerce-integers"],
  "tentative": true,
  "provenance": [{"manual": "When enabled, interpolated integers within `\"${...}\"` are automatically coerced to strings.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}]
} */
"a${1}"
