/* {
  "description": "elemAt evaluates only the element that it yields.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> 2 <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = [ (0 + 1) (0 + 2) (0 + 3) ]; in builtins.seq (builtins.elemAt a 1) a
