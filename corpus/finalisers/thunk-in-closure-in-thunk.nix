/* {
  "description": "A capture that is not yet bound passes through alternating thunks and functions.",
  "expect": { "value": "121" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = let g = x: let h = y: x + y + late; in h; in g; late = 100; in a 1 20
