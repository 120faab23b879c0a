/* {
  "description": "A throw in the function of mapAttrs comes when the member is demanded, and is caught there.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ((builtins.mapAttrs (n: v: throw "t") { a = 1; }).a)).success then 20 else 300) + 4000
