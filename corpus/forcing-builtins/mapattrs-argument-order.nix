/* {
  "description": "mapAttrs passes the name first and the value second, also to a partly applied function.",
  "expect": { "value": "\"k=v\"", "trace": ["fn", "k"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.mapAttrs (builtins.trace "fn" (n: builtins.trace n (v: "${n}=${v}"))) { k = "v"; };
in
s.k
