# replaceStrings, splitVersion, compareVersions, parseDrvName and hashString on many short
# strings.
let
  inherit (builtins) replaceStrings genList toString foldl' stringLength splitVersion
    compareVersions parseDrvName hashString length;
  step = sum: i:
    let
      v = "${toString i}.4.0-rc${toString i}";
      p = parseDrvName "some-package-${v}";
      escaped = replaceStrings [ "\"" "\\" "<" ">" "&" ] [ "&quot;" "\\\\" "&lt;" "&gt;" "&amp;" ]
        "<${p.name} & \"${p.version}\">";
    in
    sum + stringLength escaped + length (splitVersion v) + compareVersions v "${toString (i + 1)}.4"
    + stringLength (hashString "sha256" escaped);
in
foldl' step 0 (genList (i: i) 60000)
