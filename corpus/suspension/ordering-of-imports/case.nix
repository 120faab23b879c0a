/* {
  "description": "Ordering of lists whose members are loaded from files decides at the first pair that differs.",
  "requires": ["filesystem"],
  "expect": { "value": "[ true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ ([ (import ./one.nix) (import ./two.nix) ] < [ 1 (import ./three.nix) ]) ([ (import ./three.nix) ] < [ (import ./one.nix) ]) ]
