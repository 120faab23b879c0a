/* {
  "description": "Whether the empty list in a lazy position is a value depends on the version.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": [
    { "when": ["empty-list-is-value"], "value": "{ l = [ ]; s = <CODE>; }" },
    { "value": "{ l = <CODE>; s = <CODE>; }" }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
{ l = [ ]; s = { }; }
