# Sets made from and taken apart into lists: listToAttrs, mapAttrs, attrNames, attrValues,
# intersectAttrs, removeAttrs, groupBy, zipAttrsWith, catAttrs with some thousand attributes.
let
  inherit (builtins) listToAttrs mapAttrs attrNames attrValues intersectAttrs removeAttrs groupBy
    zipAttrsWith catAttrs genList toString foldl' length map hasAttr;
  sum = foldl' (a: b: a + b) 0;
  key = i: "key-${toString i}";
  big = listToAttrs (genList (i: { name = key i; value = i; }) 10000);
  round = k:
    let
      scaled = mapAttrs (name: value: value * k) big;
      wanted = listToAttrs (genList (i: { name = key (i * 2); value = null; }) 5000);
      half = intersectAttrs wanted scaled;
      fewer = removeAttrs half (map key (genList (i: i * 4) 1000));
      groups = groupBy (n: toString (n - n / 10 * 10)) (attrValues fewer);
      zipped = zipAttrsWith (name: values: sum values) [ fewer half ];
    in
    sum (attrValues zipped) + length (attrNames groups)
    + sum (catAttrs "v" (map (i: { v = i; }) (genList (i: i) 1000)))
    + (if hasAttr (key k) scaled then 1 else 0);
in
sum (map round (genList (k: k) 24))
