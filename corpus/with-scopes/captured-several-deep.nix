/* {
  "description": "A thunk deep inside functions and lists finds names of several namespaces.",
  "expect": { "value": "[ 1 2 3 \"x\" \"y\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; let l = [ (x: with { b = 2; }; [ (y: with { c = 3; }; [ a b c x y ]) ]) ]; h = builtins.head; in h (map (g: g "y") (h l "x"))
