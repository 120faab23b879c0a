/* {
  "description": "The source of `inherit (e)` is evaluated only when one of the names is demanded.",
  "expect": { "value": "[ 1 true ]", "trace": [] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let inherit (builtins.trace "from" (throw "from")) a; in [ 1 ({ inherit (throw "from") b; } ? b) ]
