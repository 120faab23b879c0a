/* {
  "description": "`++` evaluates both operands before it looks at their types.",
  "expect": {"error": "throw"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let right = throw "right"; in 1 ++ right
