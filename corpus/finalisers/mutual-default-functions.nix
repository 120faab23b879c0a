/* {
  "description": "Two defaults may be functions that call each other.",
  "expect": { "value": "[ true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ ev ? (n: n == 0 || od (n - 1)), od ? (n: n != 0 && ev (n - 1)) }: [ (ev 6) (od 6) ]) { }
