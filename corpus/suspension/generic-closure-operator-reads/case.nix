/* {
  "description": "genericClosure keeps its work list and its keys while its operator reads files.",
  "requires": ["filesystem"],
  "expect": { "value": "[ \"a\" \"b\" \"c\" \"d\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.key) (builtins.genericClosure {
  startSet = [ { key = "a"; } ];
  operator = x: map (key: { inherit key; }) (import (./. + "/${x.key}.nix"));
})
