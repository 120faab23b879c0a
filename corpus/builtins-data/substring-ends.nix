/* {
  "description": "substring with a negative length goes to the end; beyond the end there is nothing.",
  "expect": { "value": "[ \"bc\" \"ab\" \"c\" \"\" \"\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.substring 1 (-1) "abc") (builtins.substring 0 2 "abc") (builtins.substring 2 9 "abc") (builtins.substring 3 1 "abc") (builtins.substring 9 1 "abc") ]
