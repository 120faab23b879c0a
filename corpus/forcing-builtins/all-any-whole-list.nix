/* {
  "description": "all and any go through the whole list if nothing stops them, and answer for the empty list.",
  "expect": { "value": "[ true false true false ]", "trace": ["all1", "all2", "any1", "any2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[
  (builtins.all (x: builtins.trace "all${toString x}" true) [ 1 2 ])
  (builtins.any (x: builtins.trace "any${toString x}" false) [ 1 2 ])
  (builtins.all (x: throw "called") [ ])
  (builtins.any (x: throw "called") [ ])
]
