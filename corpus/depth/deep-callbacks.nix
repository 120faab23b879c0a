/* {
  "description": "A hundred thousand builtins waiting for their callbacks either work or end at a limit that the evaluator reports.",
  "level": "unspecified",
  "limits": { "timeout_seconds": 120 },
  "expect": { "any_of": [{ "value": "100000" }, { "error": "resource" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: if n == 0 then 0 else builtins.foldl' (a: e: a + f e) 1 [ (n - 1) ]; in f 100000
