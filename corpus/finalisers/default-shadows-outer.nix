/* {
  "description": "In a default the other formals shadow variables outside.",
  "expect": { "value": "[ 6 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let b = 5; in [ (({ a ? b, b ? 6 }: a) { }) (({ a ? b }: a) { }) ]
