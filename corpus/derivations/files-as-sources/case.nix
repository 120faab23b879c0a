/* {
  "description": "Files and directories that an attribute names are copied: the name in the store is that of the file.",
  "expect": {"value": "[ \"/nix/store/2w4r65pr0bhl77g7mn48gmz67lgcbgcl-file.txt\" \"/nix/store/rh2inknnq0cn6i9j3jwgxxwrhnzm6a3x-tree\" \"/nix/store/x42d6n9sq6zs0l59fgh5jsxp4wy8m2rv-a.drv\" \"/nix/store/0xjqwdi2rq9q1l45m7sc28jf3why97jz-a\" ]"},
  "requires": ["store", "filesystem"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; file = ./file.txt; tree = ./tree; list = [ ./tree/sub ]; };
in [ "${./file.txt}" "${./tree}" d.drvPath d.outPath ]
