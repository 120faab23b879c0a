/* {
  "description": "functionArgs tells which formals have defaults without evaluating any.",
  "expect": { "value": "{ a = false; b = true; c = true; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.functionArgs ({ a, b ? throw "b", c ? a }@all: throw "body")
