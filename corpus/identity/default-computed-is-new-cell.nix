/* {
  "description": "A default that is a function literal is a function of its own in each call.",
  "level": "implementation-defined",
  "expect": { "value": "[ false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let p = { a ? x: x }: [ a ]; in [ (p { } == p { }) (let l = p { }; in l == l) ]
