/* {
  "description": "What a filter refused is not in the store, also when the copy is copied once more.",
  "expect": {"value": "[ [ [ \"default.nix\" \"sub\" \"t\" ] [ \"default.nix\" \"sub\" ] ] [ false true false false ] \"hi\\n\" { v = 5; } \"/nix/store/7fq6nxvgpv3mzm53r112wxxr5rxj51jc-once\" \"/nix/store/iws3n1919n719rirb1d3li31qwr8amky-twice\" ]"},
  "requires": ["filesystem", "writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  keep = name: path: type: baseNameOf path != name;
  once = builtins.path { path = ./src; name = "once"; filter = keep "secret"; };
  twice = builtins.path { path = once; name = "twice"; filter = keep "t"; };
in [
  (map builtins.attrNames [ (builtins.readDir once) (builtins.readDir twice) ])
  (map builtins.pathExists [ (once + "/secret") (once + "/t") (twice + "/secret") (twice + "/t") ])
  (builtins.readFile (once + "/t")) (import twice) once twice
]
