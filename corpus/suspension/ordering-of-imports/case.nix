/* {
  "description": "Ordering of lists whose members are loaded from files decides at the first pair that differs.",
  "features": ["lists-ordered"],
  "expect": {"value": "[ true false ]"},
  "requires": ["filesystem"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ ([ (import ./one.nix) (import ./two.nix) ] < [ 1 (import ./three.nix) ]) ([ (import ./three.nix) ] < [ (import ./one.nix) ]) ]
