# tryEval around values that throw, that assert and that are fine, at a small depth: what it costs
# to fail.
let
  inherit (builtins) tryEval foldl' genList;
  check = i: assert i - i / 3 * 3 != 0; if i - i / 5 * 5 == 0 then throw "five" else i;
  deep = n: i: if n == 0 then check i else 0 + deep (n - 1) i;
  step = sum: i: let r = tryEval (deep 8 i); in if r.success then sum + r.value else sum + 1;
in
foldl' step 0 (genList (i: i) 10000)
