/* {
  "description": "A default that demands the call's own result is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { a ? r }: a; r = f { }; in r
