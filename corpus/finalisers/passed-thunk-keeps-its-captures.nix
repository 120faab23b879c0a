/* {
  "description": "An unevaluated argument passed for a formal whose default would refer to a formal bound later keeps what it captured.",
  "expect": { "value": "[ 5 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = builtins.add 2 3; in ({ a ? [ b ], b ? 1 }: a) { a = [ a a ]; }
