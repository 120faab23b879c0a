/* {
  "description": "Two sets with `type = \"derivation\"` are equal if their `outPath` is.",
  "expect": { "value": "[ true false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ ({ type = "derivation"; outPath = "/x"; f = x: x; } == { type = "derivation"; outPath = "/x"; f = y: y; }) ({ type = "derivation"; outPath = "/x"; a = 1; } == { type = "derivation"; outPath = "/y"; a = 1; }) ({ type = "derivation"; outPath = "/x"; a = 1; } == { type = "other"; outPath = "/x"; a = 1; }) ]
