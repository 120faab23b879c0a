/* {
  "description": "A member found by with is a thunk as in any other selection, evaluated once.",
  "expect": { "value": "[ 1 2 ]", "trace": ["a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = builtins.trace "a" 1; b = throw "unused"; }; [ a (a + a) ]
