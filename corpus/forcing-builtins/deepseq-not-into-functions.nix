/* {
  "description": "deepSeq does not look into functions.",
  "expect": { "value": "\"done\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = throw "captured"; in builtins.deepSeq [ (x: t) (builtins.add t) ] "done"
