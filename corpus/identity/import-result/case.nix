/* {
  "description": "The result of an import in one variable is one value; two imports yield two.",
  "level": "implementation-defined",
  "requires": ["filesystem"],
  "expect": { "value": "[ true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = import ./f.nix; in [ ([ a ] == [ a ]) ([ (import ./f.nix) ] == [ (import ./f.nix) ]) ]
