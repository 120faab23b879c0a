/* {
  "description": "baseNameOf drops exactly one slash at the end.",
  "expect": { "value": "[ \"b\" \"a\" \"a\" \"\" \"\" \"\" \"b.c\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map baseNameOf [ "a/b" "a/" "a" "/" "" "a//" "/a/b.c" ]
