/* {
  "description": "A path is a hash over all that it depends on: a change five derivations below changes it.",
  "expect": {"value": "[ \"/nix/store/xl52l0i2c8sq4ln5ixb3hdpb0yg5jzph-level-5.drv\" \"/nix/store/vzadk7fclsrmk7i639aygpl35j7hxl28-level-5\" false ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  level = n: v: derivation {
    name = "level-${toString n}"; system = "x86_64-linux"; builder = "/bin/sh";
    below = if n == 0 then v else [ (level (n - 1) v) (level (n - 1) v) ];
  };
in [ (level 5 "x").drvPath (level 5 "x").outPath ((level 5 "x").outPath == (level 5 "y").outPath) ]
