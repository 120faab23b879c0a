/* {
  "description": "concatMap calls its function at once, so the function cannot need the result.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = builtins.concatMap (x: [ (builtins.length l) ] ++ l) [ 1 ]; in builtins.length l
