/* {
  "description": "`?` evaluates the path only as far as attributes exist, and not the last member.",
  "expect": { "value": "[ false true ]", "trace": ["s1", "k1", "s2"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ ((builtins.trace "s1" { }) ? ${builtins.trace "k1" "a"}.${builtins.trace "k2" "b"}) ((builtins.trace "s2" { a.b = throw "member"; }) ? a.b) ]
