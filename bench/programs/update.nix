# `//` on sets of various sizes: many updates of a small record, which copy it again and again,
# and the gradual growth of a set by one attribute at a time.
let
  inherit (builtins) foldl' genList attrNames length toString;
  record = foldl' (r: i:
    let count = r.count + 1; in builtins.seq count (r // { inherit count; last = i; }))
    { count = 0; last = 0; a = 1; b = 2; c = 3; d = 4; }
    (genList (i: i) 400000);
  grown = foldl' (set: i: set // { ${"k" + toString i} = i; }) { } (genList (i: i) 1200);
in
{ inherit (record) count last; grown = length (attrNames grown); }
