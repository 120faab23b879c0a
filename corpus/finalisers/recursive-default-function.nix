/* {
  "description": "A default may be a function that calls itself by the formal's name.",
  "expect": { "value": "55" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ sum ? (n: if n == 0 then 0 else n + sum (n - 1)) }: sum 10) { }
