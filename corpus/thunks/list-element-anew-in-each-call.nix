/* {
  "description": "The elements of a list literal are fresh thunks in every call.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["e", "e"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = _: [ (builtins.trace "e" 1) ]; a = f 0; b = f 0; h = builtins.head; in [ (h a) (h a) (h b) ]
