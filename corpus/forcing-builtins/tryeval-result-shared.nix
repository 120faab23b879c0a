/* {
  "description": "tryEval forces its argument once, when it is called.",
  "expect": { "value": "[ true 3 3 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = builtins.tryEval (builtins.trace "t" 3); in [ r.success r.value r.value ]
