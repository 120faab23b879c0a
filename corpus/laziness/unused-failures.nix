/* {
  "description": "Failures in what is not demanded do not happen.",
  "expect": { "value": "[ 1 3 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = { a, b ? throw "b", ... }: a;
in
[ (f { a = 1; c = throw "c"; }) (builtins.length [ (throw "x") (abort "y") (1 + "a") ]) (let z = throw "z"; in 2) ({ a = 3; b = abort "b"; }.a) ]
