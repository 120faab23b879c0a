/* {
  "description": "A million pending calls either work or end at a limit that the evaluator reports; they never crash it.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "1000000" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 1000000
