/* {
  "description": "A derivation with `__impure` has placeholders for its outputs.",
  "expect": {"value": "[ \"/nix/store/8yihiadkl4wm3rnwh2sz2s3lb69nsfry-n.drv\" \"/1sx1n8pq8q49j0mqq78xlvga46shbdha9rdnf6kmga15v6vmfmlr\" ]"},
  "level": "implementation-defined",
  "features": ["impure-derivations"],
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let d = derivation { name = "n"; builder = "b"; system = "s"; __impure = true; }; in [ d.drvPath d.outPath ]
