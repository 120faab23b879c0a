/* {
  "description": "A string with interpolations is put together once.",
  "expect": { "value": "[ \"abc\" \"abc\" \"abcabc\" ]", "trace": ["i"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = "a${builtins.trace "i" "b"}c"; in [ s s (s + s) ]
