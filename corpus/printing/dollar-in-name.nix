/* {
  "description": "A `$` in a quoted attribute name is printed with a backslash, or only before `{`.",
  "expect": [{"when": ["dollars-escaped"], "print": "{ \"\\$\" = \"$\"; \"\\${\" = \"\\${\"; \"a\\$b\" = \"$b\"; }"}, {"print": "{ \"$\" = \"$\"; \"\\${\" = \"\\${\"; \"a$b\" = \"$b\"; }"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
{ "$" = "$"; "\${" = "\${"; "a$b" = "$b"; }
