/* {
  "description": "`-`, `*`, `/` and `<` are calls of `__sub`, `__mul`, `__div` and `__lessThan` in scope, with the operands in their order.",
  "level": "implementation-defined",
  "expect": { "value": "[ [ \"sub\" 1 2 ] [ \"mul\" 3 4 ] [ \"div\" 6 5 ] true true false true [ \"sub\" 0 7 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  __sub = a: b: [ "sub" a b ];
  __mul = a: b: [ "mul" a b ];
  __div = a: b: [ "div" a b ];
  __lessThan = a: b: a == 3;
in
[ (1 - 2) (3 * 4) (6 / 5) (3 < 1) (1 > 3) (3 >= 9) (1 <= 2) (-7) ]
