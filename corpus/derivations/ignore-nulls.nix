/* {
  "description": "With `__ignoreNulls = true` attributes that are null are left out; `__ignoreNulls` itself always is.",
  "expect": {"value": "[ true true true ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = more: (derivation ({ name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; } // more)).drvPath;
in [
  (d { nothing = null; __ignoreNulls = true; } == d { })
  (d { nothing = null; __ignoreNulls = false; } == d { nothing = ""; })
  (d { nothing = null; } == d { nothing = ""; })
]
