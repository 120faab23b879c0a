/* {
  "description": "In mode lazy the members of a list stay unevaluated.",
  "mode": "lazy",
  "expect": { "value": "[ 1 <CODE> ]", "trace": [] },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
[ 1 (builtins.trace "member" (1 + 1)) ]
