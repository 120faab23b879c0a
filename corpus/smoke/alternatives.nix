/* {
  "description": "An outcome may depend on a feature: integers that overflow are an error, or wrap.",
  "expect": [
    { "when": ["integer-overflow-error"], "error": "overflow" },
    { "value": "[ -9223372036854775808 ]" }
  ],
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
[ (9223372036854775807 + 1) ]
