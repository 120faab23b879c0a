/* {
  "description": "The members that mapAttrs makes are new values; the set that it made equals itself.",
  "level": "implementation-defined",
  "expect": { "value": "[ false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; m = builtins.mapAttrs (n: v: v) { inherit f; }; in [ (m == { inherit f; }) (m == m) ]
