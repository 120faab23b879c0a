/* {
  "description": "`-`, `*`, `/` and `<` are calls of `__sub`, `__mul`, `__div` and `__lessThan` in scope, with the operands in their order.",
  "expect": [
    {"when": ["internal-symbols-shadowing-refused"], "error": "parse"},
    {"value": "[ [ \"sub\" 1 2 ] [ \"mul\" 3 4 ] [ \"div\" 6 5 ] true true false true [ \"sub\" 0 7 ] ]"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Shadowing such a symbols would affect the evaluation of such operations, but in a very inconsistent way, and is therefore deprecated now.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.92.html"}
  ]
} */
let
  __sub = a: b: [ "sub" a b ];
  __mul = a: b: [ "mul" a b ];
  __div = a: b: [ "div" a b ];
  __lessThan = a: b: a == 3;
in
[ (1 - 2) (3 * 4) (6 / 5) (3 < 1) (1 > 3) (3 >= 9) (1 <= 2) (-7) ]
