/* {
  "description": "split, match and fromJSON return evaluated values.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> \"a\" [ \"b\" ] \"c\" 1 { a = [ 2 ]; } \"a\" null ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.seq 0 0) ] ++ builtins.split "(b)" "abc" ++ builtins.fromJSON "[1,{\"a\":[2]}]" ++ builtins.match "(a)(x)?" "a"
