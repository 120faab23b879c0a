# Walking over a string character by character with substring, as lib.stringToCharacters and
# parsers in Nix do, and looking characters up in a set.
let
  inherit (builtins) substring stringLength genList foldl' concatStringsSep;
  text = concatStringsSep "" (genList (i: "the quick brown fox; ") 60);
  n = stringLength text;
  vowels = { a = 1; e = 1; i = 1; o = 1; u = 1; };
  count = _: foldl' (c: i: c + (vowels.${substring i 1 text} or 0)) 0 (genList (i: i) n);
  words = foldl' (s: i:
    if substring i 1 text == " " then { seen = s.seen + 1; start = i + 1; }
    else s) { seen = 0; start = 0; } (genList (i: i) n);
in
{ vowels = foldl' (sum: i: sum + count i) 0 (genList (i: i) 600); inherit (words) seen start; }
