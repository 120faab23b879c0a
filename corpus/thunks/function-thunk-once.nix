/* {
  "description": "The expression that yields a function is evaluated once, the function's body at every call.",
  "expect": { "value": "[ 2 3 ]", "trace": ["make", "body", "body"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = builtins.trace "make" (x: builtins.trace "body" (x + 1)); in [ (f 1) (f 2) ]
