/* {
  "description": "Of a chain of defaults any link may be passed instead.",
  "expect": { "value": "[ [ 1 1 1 ] [ 7 1 1 ] [ 7 7 1 ] [ 7 7 7 ] [ 5 6 6 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = { a ? b, b ? c, c ? 1 }: [ a b c ];
in
[ (f { }) (f { a = 7; }) (f { b = 7; }) (f { c = 7; }) (f { a = 5; c = 6; }) ]
