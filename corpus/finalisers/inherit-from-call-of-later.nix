/* {
  "description": "`inherit (e)` may call a function that is bound later.",
  "expect": { "value": "[ 3 103 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let inherit (make 3) lo hi; make = n: { lo = n; hi = n + top; }; top = 100; in [ lo hi ]
