/* {
  "description": "The operands of == are compared by their members, even when they are the same variable.",
  "level": "implementation-defined",
  "expect": { "value": "[ false false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = throw "x"; }; l = [ (throw "x") ]; t = e: (builtins.tryEval e).success; in [ (t (s == s)) (t (l == l)) (t ([ s ] == [ s ])) ]
