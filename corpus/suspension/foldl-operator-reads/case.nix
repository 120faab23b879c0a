/* {
  "description": "The accumulator of foldl' outlasts the files that its operator reads.",
  "requires": ["filesystem"],
  "expect": { "value": "\"<1213\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (acc: n: acc + builtins.readFile (./. + "/${n}")) "<" [ "a" "b" "a" "c" ]
