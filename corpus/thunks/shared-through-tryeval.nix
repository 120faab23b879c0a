/* {
  "description": "The value that tryEval returns is shared with the thunk that it forced.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["t", "k"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  t = builtins.trace "t" { k = builtins.trace "k" 1; };
  r = (builtins.tryEval t).value;
in
[ r.k t.k (builtins.tryEval t.k).value ]
