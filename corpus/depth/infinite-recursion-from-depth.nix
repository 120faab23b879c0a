/* {
  "description": "A cycle that closes thousands of pending calls down is still an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = n: if n == 0 then x else 1 + f (n - 1); x = f 3000; in x
