/* {
  "description": "A callback that would need the result does no harm if there is nothing to call it for.",
  "expect": { "value": "[ [ ] 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = builtins.filter (_: x) [ ]; y = builtins.foldl' (_: _: y) 5 [ ]; z = map z [ ]; in [ x y ]
