/* {
  "description": "toJSON of a set with `__toString` or `outPath` is the JSON of that string; its other members are not forced.",
  "expect": { "value": "\"[\\\"s1\\\",\\\"o\\\"]\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.toJSON [ { __toString = self: "s${toString self.n}"; n = 1; x = throw "x"; } { outPath = "o"; y = throw "y"; } ]
