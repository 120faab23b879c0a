# builtins.match and builtins.split: versions taken apart, lines cut at separators, names checked.
let
  inherit (builtins) match split genList toString foldl' isList filter length elemAt stringLength;
  number = toString;
  version = i: "${number (i / 100)}.${number (i - i / 100 * 100)}.${number i}-rc${number i}";
  parts = i: match "([0-9]+)\\.([0-9]+)\\.([0-9]+)(-[a-z0-9]+)?" (version i);
  fields = i: filter (p: !(isList p)) (split "[,;] *" "alpha, beta; gamma,delta ;n${toString i}");
  isName = i:
    match "[a-zA-Z_][a-zA-Z0-9_'-]*"
      (if i - i / 3 * 3 == 0 then "name_${number i}" else "${number i}-no") != null;
in
foldl' (sum: i:
  sum + length (fields i) + (if isName i then 1 else 0) + stringLength (elemAt (parts i) 3)) 0
  (genList (i: i) 30000)
