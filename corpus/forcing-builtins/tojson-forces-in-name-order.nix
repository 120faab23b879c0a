/* {
  "description": "toJSON forces lists from first to last and sets in the order of their names.",
  "expect": { "value": "\"{\\\"alpha\\\":[0,1],\\\"mid\\\":{},\\\"zeta\\\":1}\"", "trace": ["a0", "a1", "mid", "zeta"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.toJSON { zeta = builtins.trace "zeta" 1; alpha = [ (builtins.trace "a0" 0) (builtins.trace "a1" 1) ]; mid = builtins.trace "mid" { }; }
