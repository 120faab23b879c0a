/* {
  "description": "stringLength counts bytes.",
  "expect": { "value": "[ 0 1 2 3 6 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map builtins.stringLength [ "" "a" "é" "€" "日本" ]
