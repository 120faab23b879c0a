/* {
  "description": "A thunk takes the namespaces around its definition with it.",
  "expect": { "value": "[ \"def\" \"use\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = with { x = "def"; }; { get = x; }; in with { x = "use"; }; [ t.get x ]
