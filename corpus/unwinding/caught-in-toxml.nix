/* {
  "description": "A throw deep inside a value that is written as XML is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.toXML { a = [ 1 { b = throw "t"; } ]; })).success then 20 else 300) + 4000
