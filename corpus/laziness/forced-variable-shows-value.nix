/* {
  "description": "A variable that was evaluated before shows its value wherever it was stored.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 2 <CODE> 2 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = 1 + 1; l = [ x ]; s = { inherit x; }; in builtins.seq x (l ++ [ s.x x ])
