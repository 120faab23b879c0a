/* {
  "description": "A formal that took a literal or variable default is a value; a computed default stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 2 1 <CODE> { a = 1; } ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ a, b ? 2, c ? a, d ? b + 1 }@all: [ a b c d all ]) { a = 1; }
