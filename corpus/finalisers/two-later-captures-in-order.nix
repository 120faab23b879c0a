/* {
  "description": "Two bindings that come later keep their identity when captured in the opposite order.",
  "expect": { "value": "[ \"c\" \"b\" \"b\" \"c\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = _: [ c b ]; b = "b"; c = "c"; g = _: [ b c ]; in f 0 ++ g 0
