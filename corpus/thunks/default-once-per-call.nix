/* {
  "description": "A default is evaluated once per call that uses it and never shared between calls.",
  "expect": { "value": "[ 2 2 8 ]", "trace": ["d", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { d ? builtins.trace "d" 1 }: d + d; in [ (f { }) (f { }) (f { d = 4; }) ]
