/* {
  "description": "A value that was evaluated before the call may be passed for a formal whose default would need later formals.",
  "expect": { "value": "[ 2 [ 2 ] null ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  v = 1 + 1;
  f = { a ? b, b ? 9 }: a;
in
builtins.seq v [ (f { a = v; }) (f { a = [ v ]; }) (f { a = null; }) ]
