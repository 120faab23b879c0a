/* {
  "description": "With `__structuredAttrs` the attributes are handed on as JSON, sets and lists with their shape.",
  "expect": {"value": "[ \"/nix/store/rmp4lw7axwjpn7l34vc2s8cpz7jf30wk-a.drv\" \"/nix/store/05s0axw8vnm01nyia6sygdws41pr2fk3-a\" ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation {
  name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; __structuredAttrs = true;
  set = { b = [ 1 null true ]; a = "x"; }; args = [ "-c" 1 ];
};
in [ d.drvPath d.outPath ]
