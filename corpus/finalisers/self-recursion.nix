/* {
  "description": "A function in let may call itself.",
  "expect": { "value": "479001600" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let fac = n: if n < 2 then 1 else n * fac (n - 1); in fac 12
