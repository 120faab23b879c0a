# Building strings: interpolation of small pieces, `+` chains, concatStringsSep and toString.
let
  inherit (builtins) genList concatStringsSep toString stringLength foldl' map hashString;
  line = i:
    "item-${toString i} ${if i - i / 2 * 2 == 0 then "even" else "odd"} [" + toString (i * i) + "]";
  text = concatStringsSep "\n" (genList line 200000);
  appended = foldl' (s: i: s + "x" + toString i) "" (genList (i: i) 2500);
in
{
  length = stringLength text;
  hash = hashString "sha256" text;
  appended = stringLength appended;
  joined = stringLength (concatStringsSep "," (map (i: "<${toString i}>") (genList (i: i) 200000)));
}
