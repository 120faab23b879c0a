/* {
  "description": "Evaluating a variable through one list shows in another that holds it.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 2 <CODE> 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = 1 + 1; a = [ x (2 + 2) ]; b = [ x 3 ]; in builtins.seq (builtins.head a) (a ++ b)
