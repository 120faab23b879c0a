/* {
  "description": "Every call makes closures of its own, even for a function whose captures are bound later.",
  "expect": { "value": "[ 15 25 35 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let make = i: let f = x: x + k; k = i * 10; in f; fs = map make [ 1 2 3 ]; in map (f: f 5) fs
