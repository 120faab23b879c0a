/* {
  "description": "A thunk that is stored in a set is shared with every function result that returns it.",
  "expect": { "value": "6", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let box = { t = builtins.trace "t" 2; }; open = b: b.t; x = open box; y = open box; in x * y + box.t
