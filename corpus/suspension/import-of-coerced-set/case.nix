/* {
  "description": "What import loads may come from the outPath of a set, and from a string.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 7 7 8 ]", "trace": ["a", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (import { outPath = ./a.nix; }) (import (toString ./a.nix)) (import { __toString = _: toString ./d; }) ]
