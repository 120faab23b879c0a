/* {
  "description": "A comparator of sort that reads files gets the pairs that one without would get, and its answers count.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 2 3 1 5 4 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  read = n: builtins.fromJSON (builtins.readFile (./. + "/n${toString n}"));
in builtins.sort (a: b: read a < read b) [ 1 2 3 4 5 ]
