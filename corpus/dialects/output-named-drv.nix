/* {
  "description": "An output may be named `drv`, which older versions refuse.",
  "expect": [{"when": ["output-named-drv"], "value": "[ \"/nix/store/lwgpmf3c8nxsnbh03866707vvv90v9rd-n.drv\" \"/nix/store/gb3iy315a0gdr8p8l3nnpshqlw1czdg2-n-drv\" ]"}, {"error": "value"}],
  "level": "implementation-defined",
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let d = derivation { name = "n"; builder = "b"; system = "s"; outputs = [ "drv" ]; }; in [ d.drvPath d.outPath ]
