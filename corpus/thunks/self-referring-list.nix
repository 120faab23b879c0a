/* {
  "description": "A list whose elements refer to earlier elements of the same list computes each of them once.",
  "expect": { "value": "8", "trace": ["f6", "f5", "f4", "f3", "f2", "f1", "f0"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  fib = builtins.genList
    (i: builtins.trace "f${toString i}" (if i < 2 then i else builtins.elemAt fib (i - 1) + builtins.elemAt fib (i - 2)))
    9;
in
builtins.elemAt fib 6
