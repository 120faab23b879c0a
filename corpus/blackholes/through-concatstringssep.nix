/* {
  "description": "A joined string cannot contain itself.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = builtins.concatStringsSep "," [ "a" s ]; in s
