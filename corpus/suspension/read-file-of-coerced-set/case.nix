/* {
  "description": "The name of a file may come from the outPath of a set, which is coerced before the file is read.",
  "requires": ["filesystem"],
  "expect": { "value": "[ \"text\" false [ \"x\" \"y\" ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.readFile { outPath = toString ./a; }) (builtins.pathExists { __toString = _: toString ./b; }) (builtins.attrNames (builtins.readDir { outPath = ./d; })) ]
