/* {
  "description": "A throw in an interpolation is caught; the part of the string before it is dropped.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval ("a${"b"}${throw "t"}c")).success then 20 else 300) + 4000
