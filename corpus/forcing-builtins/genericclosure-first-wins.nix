/* {
  "description": "Of items with equal keys genericClosure keeps the first that it met, and never calls the operator for another.",
  "expect": { "value": "[ \"a\" \"c\" \"ea\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.tag) (builtins.genericClosure {
  startSet = [ { key = 1; tag = "a"; } { key = 1; tag = "b"; } { key = 2; tag = "c"; } ];
  operator = x: if x.tag == "b" then throw "dropped" else [ { key = 2; tag = "d"; } { key = 3; tag = "e${x.tag}"; } ];
})
