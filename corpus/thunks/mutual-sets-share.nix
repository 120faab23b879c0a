/* {
  "description": "Selections that go back and forth between two sets end in one evaluation.",
  "expect": { "value": "[ 1 1 1 1 ]", "trace": ["z"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { x = t.y; z = builtins.trace "z" 1; }; t = { y = s.z; w = s.x; }; in [ t.w s.x t.y s.z ]
