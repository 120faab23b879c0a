/* {
  "description": "A comparator may force elements that are thunks over thunks; each runs once.",
  "expect": { "value": "[ 2 2 2 ]", "trace": ["e2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  e = n: builtins.trace "e${toString n}" n;
  pass = x: x;
  a = e 2;
  sorted = builtins.sort builtins.lessThan [ (pass a) (pass (pass a)) a ];
in
sorted
