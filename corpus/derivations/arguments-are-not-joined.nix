/* {
  "description": "`args` is a list of arguments, each coerced; it is no attribute of the environment.",
  "expect": {"value": "[ \"/nix/store/1807mbj3ml8s0w28aic1cxbx6fkyr3vw-a.drv\" false true true ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = args: (derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; inherit args; }).drvPath;
in [ (d [ "a b" ]) (d [ "a b" ] == d [ "a" "b" ]) (d [ 1 true ] == d [ "1" "1" ]) (d [ ] == (derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; }).drvPath) ]
