/* {
  "description": "Attributes are printed sorted by name, strings with their escapes.",
  "expect": { "print": "{ a = \"\\n\"; b = [ ]; }" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
{ b = [ ]; a = "\n"; }
