/* {
  "description": "mapAttrs calls its function for a member when that is demanded, with name and unforced value.",
  "expect": { "value": "[ \"a\" 2 2 [ \"a\" \"b\" \"c\" ] ]", "trace": ["b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.mapAttrs (n: v: if n == "a" then n else v) { a = throw "value"; b = builtins.trace "b" 2; c = throw "c"; };
in
[ s.a s.b s.b (builtins.attrNames s) ]
