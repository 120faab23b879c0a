/* {
  "description": "A chain of thunks may be forced in the middle first; the outer and the inner ones still share the value.",
  "expect": { "value": "[ 5 5 5 5 ]", "trace": ["p"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  pass = x: x;
  p = builtins.trace "p" 5;
  q = pass p;
  r = pass q;
  s = pass r;
in
builtins.seq q [ s p r q ]
