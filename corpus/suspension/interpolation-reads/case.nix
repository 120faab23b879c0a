/* {
  "description": "Parts of a string that are read from files arrive in their places.",
  "requires": ["filesystem"],
  "expect": { "value": "\"A-7-B-A\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"${builtins.readFile ./a}-${toString (import ./n.nix)}-${builtins.readFile ./b}-${builtins.readFile ./a}"
