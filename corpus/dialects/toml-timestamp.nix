/* {
  "description": "A date or time of TOML becomes a set that says so.",
  "expect": {"value": "{ a = { _type = \"timestamp\"; value = \"1979-05-27T07:32:00Z\"; }; }"},
  "level": "implementation-defined",
  "features": ["parse-toml-timestamps"],
  "provenance": [{"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.fromTOML "a = 1979-05-27T07:32:00Z"
