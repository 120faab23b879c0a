/* {
  "description": "A `__toString` may refer to the string of another value that is being built.",
  "expect": { "value": "\"<n1><n1>\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  o = { __toString = self: "<${self.name}>"; name = "n${toString 1}"; twice = "${o}${o}"; };
in
o.twice
