/* {
  "description": "Keys of genericClosure may be anything that can be ordered, such as lists.",
  "features": ["lists-ordered"],
  "expect": {"value": "[ [ 1 \"a\" ] [ 1 \"b\" ] ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
map (x: x.key) (builtins.genericClosure { startSet = [ { key = [ 1 "a" ]; } { key = [ 1 "a" ]; } { key = [ 1 "b" ]; } ]; operator = x: [ { key = [ 1 "a" ]; } ]; })
