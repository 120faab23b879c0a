/* {
  "description": "A default is evaluated only if its formal is used, and not if it was passed.",
  "expect": { "value": "[ 5 1 ]", "trace": ["a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { a ? builtins.trace "a" 1, b ? builtins.trace "b" 2 }: a; in [ (f { a = 5; }) (f { }) ]
