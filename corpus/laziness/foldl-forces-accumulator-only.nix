/* {
  "description": "foldl' evaluates its accumulator, not what the accumulator holds.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> 1 <CODE> <CODE> <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: a ++ [ e (e + 1) ]) [ (0 + 0) ] [ 1 (1 + 1) ]
