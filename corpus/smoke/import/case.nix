/* {
  "description": "A case in a folder has its other files beside it; the directory is called /pwd.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 42 /pwd/other.nix ]" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
[ (import ./other.nix) ./other.nix ]
