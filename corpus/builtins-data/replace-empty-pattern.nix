/* {
  "description": "An empty pattern of replaceStrings matches before every character and at the end.",
  "expect": { "value": "[ \"XaXbXaX\" \"-\" \"-aB-c-\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.replaceStrings [ "" "a" ] [ "X" "Y" ] "aba") (builtins.replaceStrings [ "" ] [ "-" ] "") (builtins.replaceStrings [ "b" "" ] [ "B" "-" ] "abc") ]
