/* {
  "description": "A name that is a keyword is printed in quotes; older versions do so only with `if`.",
  "expect": [{"when": ["keywords-quoted"], "print": "{ a = 4; \"if\" = 1; \"inherit\" = 3; \"then\" = 2; }"}, {"print": "{ a = 4; \"if\" = 1; inherit = 3; then = 2; }"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
{ "if" = 1; "then" = 2; "inherit" = 3; a = 4; }
