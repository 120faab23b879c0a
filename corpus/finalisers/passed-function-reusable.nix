/* {
  "description": "A function stays as it was after having been passed for a formal with a default.",
  "expect": { "value": "[ 101 101 1 101 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  k = 100;
  g = x: x + k;
  f = { g ? (x: k), k ? 1 }: g 1;
in
[ (f { inherit g; }) (g 1) (f { }) (f { inherit g; k = 2; }) ]
