/* {
  "description": "The keys of genericClosure are forced while the result is made.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  l = builtins.genericClosure { startSet = [ { key = builtins.length l; } ]; operator = _: [ ]; };
in
l
