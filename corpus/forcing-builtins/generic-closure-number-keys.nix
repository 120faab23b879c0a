/* {
  "description": "genericClosure takes an integer and a float of the same value for the same key.",
  "expect": { "value": "[ \"a\" \"c\" \"d\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.v) (builtins.genericClosure { startSet = [ { key = 1; v = "a"; } { key = 1.0; v = "b"; } { key = 1.5; v = "c"; } { key = 2.0; v = "d"; } { key = 2; v = "e"; } ]; operator = x: [ ]; })
