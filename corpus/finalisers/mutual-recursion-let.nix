/* {
  "description": "Functions in let may call each other, whichever comes first.",
  "expect": { "value": "[ true false false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  even = n: n == 0 || odd (n - 1);
  odd = n: n != 0 && even (n - 1);
in
[ (even 10) (odd 10) (even 7) ]
