/* {
  "description": "A text made of many strings refers to all that they refer to, each once.",
  "expect": {"value": "[ 700 700 700 700 ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  files = builtins.genList (n: builtins.toFile "f${toString n}" "text") 700;
  pairs = builtins.genList (n: builtins.elemAt files n + builtins.elemAt files (n * n - n * n / 700 * 700)) 700;
  count = s: builtins.length (builtins.attrNames (builtins.getContext s));
  signs = builtins.genList (n: "<${toString n}>") 700;
in [
  (count (builtins.toJSON (pairs ++ files)))
  (count (builtins.toXML { inherit pairs files; }))
  (count (builtins.replaceStrings signs pairs (toString signs)))
  (count (toString pairs))
]
