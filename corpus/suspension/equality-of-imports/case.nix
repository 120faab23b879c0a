/* {
  "description": "Equality of lists whose members are loaded from files goes on where it was after each of them.",
  "requires": ["filesystem"],
  "expect": { "value": "[ true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ ([ 1 (import ./two.nix) [ (import ./three.nix) ] ] == [ (import ./one.nix) 2 [ 3 ] ])
  ([ (import ./one.nix) (import ./two.nix) ] == [ 1 (import ./three.nix) ]) ]
