/* {
  "description": "`__overrides` replaces and adds attributes; a dynamic attribute is added after it.",
  "expect": [{"when": ["rec-set-overrides-refused"], "error": "parse"}, {"value": "{ __overrides = { a = 1; b = 2; }; a = 1; b = 2; x = [ 1 2 ]; }"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "`rec-set-overrides` deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let k = "x"; in rec { __overrides = { a = 1; b = 2; }; ${k} = [ 1 ] ++ [ 2 ]; }
