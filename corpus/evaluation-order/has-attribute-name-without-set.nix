/* {
  "description": "`e ? ${n}` evaluates the name even if e is not a set.",
  "expect": {"value": "[ false false ]", "trace": ["name", "name"]},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ (1 ? ${builtins.trace "name" "a"}) ({ a = 1; } ? a.${builtins.trace "name" "b"}.c) ]
