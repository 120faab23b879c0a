/* {
  "description": "A function in default position captures a later formal, taken or passed.",
  "expect": { "value": "[ 11 15 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { g ? (x: x + k), k ? 1 }: g 10; in [ (f { }) (f { k = 5; }) ]
