/* {
  "description": "The filter of builtins.path is asked about every entry once, in order, also when it reads files itself.",
  "requires": ["filesystem", "store"],
  "expect": { "value": "\"tree\"", "trace": ["a regular", "d directory", "e directory", "x regular", "y regular", "z regular"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  kept = builtins.path {
    path = ./tree;
    name = "tree";
    filter = path: type:
      builtins.trace "${baseNameOf path} ${type}"
        (type == "directory" || builtins.readFile path != "drop\n");
  };
in builtins.substring 44 4 kept
