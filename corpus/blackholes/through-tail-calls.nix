/* {
  "description": "A cycle found after many tail calls is still an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let down = n: if n == 0 then x else down (n - 1); x = down 50; in x
