/* {
  "description": "Defaults of different calls capture the formals of their own call.",
  "expect": { "value": "[ 10 1 20 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { g ? (x: x + k), k ? 1 }: g; in map (g: g 0) [ (f { k = 10; }) (f { }) (f { k = 20; }) ]
