/* {
  "description": "The formals of a functor's function may have defaults that refer to the functor set and to later formals.",
  "expect": { "value": "[ 11 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ __functor = self: { a ? b + self.d, b ? 1 }: [ a b ]; d = 10; } { }
