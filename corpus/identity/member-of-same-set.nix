/* {
  "description": "Sets that share a member compare it as the same.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { f = x: x; }; in [ (s == s) ([ s ] == [ s ]) (s // { a = 1; } == s // { a = 1; }) ]
