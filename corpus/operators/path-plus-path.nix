/* {
  "description": "A path that is appended to a path is taken as text; no file need be there.",
  "expect": { "value": "[ /nowhere/else /nowhere/x /a/b/c /a/c ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (/nowhere + /else) (/nowhere + "/x") (/a/b + /../c) (/a/b + "/../c") ]
