/* {
  "description": "A let in the body of a function may refer to formals, defaults and its own later bindings together.",
  "expect": { "value": "[ 11 5 4 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a, b ? c * 2, c ? 3 }@all: let x = y + b; y = a + z; z = all.a + c; in [ x y z ]) { a = 1; }
