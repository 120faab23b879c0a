/* {
  "description": "After `let { … }` the scope is closed: what follows finds its own variables.",
  "expect": { "value": "[ 2 8 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = 1; in [ (let { body = y; y = x + 1; }) (let z = 5; x = 3; in z + x) x ]
