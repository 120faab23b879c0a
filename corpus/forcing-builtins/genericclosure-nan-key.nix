/* {
  "description": "NaN is neither less nor greater than a number, so it is the same key as any other number.",
  "expect": {"value": "[ 1 2 ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
let nan = 0.0 * (1.0e200 * 1.0e200); count = start: builtins.length (builtins.genericClosure { startSet = map (key: { inherit key; }) start; operator = _: [ ]; }); in [ (count [ nan 1 2 nan ]) (count [ 1 nan 2.0 nan ]) ]
