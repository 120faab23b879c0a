/* {
  "description": "Of what a text in the store refers to, what was read from it refers only to what occurs in it.",
  "expect": [{"when": ["read-file-scans-references"], "value": "[ ]"}, {"value": "[ \"/nix/store/gmzdrk8k0jbnbvvdf0517iyixgkvqnil-t\" ]"}],
  "requires": ["writable-store"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0", "outcome": "without read-file-scans-references"}, {"manual": "This change makes those references the possible context of the string, but filters them to keep only the references whose hash actually appears in the string.", "url": "https://github.com/NixOS/nix/pull/7260"}]
} */
let t = builtins.toFile "t" "text"; in
builtins.attrNames (builtins.getContext (builtins.readFile (builtins.toFile "r" "nothing${builtins.substring 0 0 t}")))
