/* {
  "description": "The printer quotes attribute names that are keywords, or only `if`.",
  "expect": [{"when": ["keywords-quoted"], "print": "{ a = 6; \"if\" = 2; \"inherit\" = 5; or = 4; \"rec\" = 3; \"then\" = 1; }"}, {"print": "{ a = 6; \"if\" = 2; inherit = 5; or = 4; rec = 3; then = 1; }"}],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ "then" = 1; "if" = 2; "rec" = 3; "or" = 4; "inherit" = 5; "a" = 6; }
