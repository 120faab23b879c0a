/* {
  "description": "toJSON of a set with __toString writes what that returns, and of one with outPath that; __toString comes first.",
  "expect": { "value": "[ \"\\\"t\\\"\" \"1\" \"\\\"u\\\"\" \"{\\\"a\\\":1}\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map builtins.toJSON [ { outPath = "o"; __toString = _: "t"; } { outPath = 1; } { outPath = { __toString = _: "u"; }; a = throw "x"; } { a = 1; } ]
