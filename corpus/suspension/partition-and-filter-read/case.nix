/* {
  "description": "filter and partition keep what they have chosen while their predicate reads files.",
  "requires": ["filesystem"],
  "expect": { "value": "[ [ \"a\" \"c\" \"a\" ] { right = [ \"a\" \"c\" \"a\" ]; wrong = [ \"b\" ]; } false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let p = n: builtins.readFile (./. + "/${n}") == "yes"; l = [ "a" "b" "c" "a" ]; in [ (builtins.filter p l) (builtins.partition p l) (builtins.all p l) (builtins.any p l) ]
