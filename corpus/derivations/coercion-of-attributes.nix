/* {
  "description": "Attributes are coerced: numbers, booleans, null, lists and sets with `__toString` or `outPath` become text.",
  "expect": {"value": "[ true true true true true true true true \"/nix/store/axh4vydlpsv4yy3w9ybfiaff43s1pcn0-a.drv\" ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = v: (derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; inherit v; }).drvPath;
  same = a: b: d a == d b;
in [
  (same 1 "1") (same true "1") (same false "") (same null "") (same 1.5 "1.500000")
  (same [ "a" 2 [ "b" ] ] "a 2 b") (same { outPath = "/x"; } "/x")
  (same { __toString = self: "y"; } "y") (d "1")
]
