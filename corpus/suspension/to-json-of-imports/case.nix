/* {
  "description": "toJSON goes on in the middle of a set when a member was loaded from a file.",
  "requires": ["filesystem"],
  "expect": { "value": "\"{\\\"a\\\":[1,2,3],\\\"b\\\":{\\\"x\\\":2},\\\"c\\\":\\\"t\\\"}\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.toJSON { a = [ 1 (import ./two.nix) 3 ]; b = import ./set.nix; c = builtins.readFile ./text; }
