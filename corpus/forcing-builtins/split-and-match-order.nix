/* {
  "description": "match and split force the regular expression before the string.",
  "expect": { "value": "[ [ \"a\" ] [ \"a\" [ ] \"c\" ] ]", "trace": ["re1", "s1", "re2", "s2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.match (builtins.trace "re1" "(a)b") (builtins.trace "s1" "ab")) (builtins.split (builtins.trace "re2" "b") (builtins.trace "s2" "abc")) ]
