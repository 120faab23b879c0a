/* {
  "description": "split gives the text before, between and behind the matches, also where it is empty.",
  "expect": { "value": "[ [ \"a\" [ ] \"\" ] [ \"\" [ ] \"\" ] [ \"ab\" ] [ \"c\" [ \"a\" ] \"\" [ null ] \"\" ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.split "b" "ab") (builtins.split "b" "b") (builtins.split "x" "ab") (builtins.split "(a)|b" "cab") ]
