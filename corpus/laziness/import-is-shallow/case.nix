/* {
  "description": "An imported file is evaluated to weak head normal form.",
  "mode": "lazy",
  "level": "implementation-defined",
  "requires": ["filesystem"],
  "expect": { "value": "{ a = <CODE>; b = 2; c = <CODE>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
import ./f.nix
