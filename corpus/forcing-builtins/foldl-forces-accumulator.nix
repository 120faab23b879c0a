/* {
  "description": "foldl' forces the accumulator after every step, even if the next step ignores it.",
  "expect": { "error": "throw" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.foldl' (a: e: if e == 1 then throw "step" else e) 0 [ 1 2 ]
