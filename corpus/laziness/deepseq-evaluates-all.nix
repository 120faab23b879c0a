/* {
  "description": "deepSeq evaluates all members.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = 2; b = [ 9 { c = \"xy\"; } ]; f = <LAMBDA>; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1 + 1; b = [ (3 * 3) { c = "x" + "y"; } ]; f = x: x; }; in builtins.deepSeq s s
