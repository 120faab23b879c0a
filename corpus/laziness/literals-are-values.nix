/* {
  "description": "Integers, strings, paths and plain variables in a list are values; everything that computes stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 \"s\" /p <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ 1 "s" /p (1 + 1) ("a" + "b") "a${"b"}" (/p + "/q") ]
