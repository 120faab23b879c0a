/* {
  "description": "A formal keeps the identity of the variable that was passed for it, or that is its default.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; p = { a ? f }: [ a ]; in [ (p { a = f; } == [ f ]) (p { } == [ f ]) (p { } == p { }) ]
