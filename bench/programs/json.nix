# toJSON and fromJSON on nested data of 3 megabytes, and what it takes to make the data.
let
  inherit (builtins) toJSON fromJSON genList toString stringLength length foldl';
  record = i: {
    id = i;
    name = "record \"${toString i}\"";
    tags = [ "a" "b" (toString (i * 7)) ];
    nested = { ok = true; none = null; ratio = 0.5; list = genList (j: i + j) 8; };
  };
  text = toJSON (genList record 20000);
  again = fromJSON text;
in
{
  length = stringLength text;
  count = length again;
  sum = foldl' (sum: r: sum + r.id + builtins.elemAt r.nested.list 7) 0 again;
  same = toJSON again == text;
}
