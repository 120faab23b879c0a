/* {
  "description": "A name inherited from a set stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; b = <CODE>; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let inherit ({ a = 1; }) a; in { inherit a; inherit ({ b = 2; }) b; }
