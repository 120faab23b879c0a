/* {
  "description": "A hundred thousand nested coercions either work or end at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "\"end\"" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let o = n: { __toString = self: if n == 0 then "end" else "${o (n - 1)}"; }; in "${o 100000}"
