/* {
  "description": "While the dynamic names of a set are computed, the set can be read with the attributes it has so far; newer versions call that infinite recursion.",
  "expect": [{"when": ["half-built-sets"], "value": "{ \"2\" = 4; a = \"k\"; k = 2; }"}, {"error": "infinite-recursion"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let s = { a = "k"; ${s.a} = 2; ${toString (builtins.length (builtins.attrNames s))} = 4; }; in s
