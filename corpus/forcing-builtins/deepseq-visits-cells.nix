/* {
  "description": "deepSeq goes into each cell once, not into each list: a list that is reached through another cell is walked again.",
  "level": "implementation-defined",
  "expect": { "value": "1", "trace": ["a", "b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ [ (if true then l else l) (builtins.trace "b" 1) ] (builtins.trace "a" 2) ]; in builtins.deepSeq l 1
