/* {
  "description": "compareVersions is -1, 0 or 1; numbers compare as numbers, \"pre\" comes before all else.",
  "expect": { "value": "[ -1 1 0 -1 -1 -1 0 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (p: builtins.compareVersions (builtins.head p) (builtins.elemAt p 1)) [ [ "1.0" "2" ] [ "2.10" "2.9" ] [ "1.0" "1.0" ] [ "2.3pre1" "2.3" ] [ "2.3" "2.3a" ] [ "" "1" ] [ "1.0" "1.0." ] ]
