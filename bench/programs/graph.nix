# genericClosure over a graph of 40 000 nodes with shared successors: keys compared, sets made, a
# work list kept.
let
  inherit (builtins) genericClosure length foldl';
  n = 40000;
  mod = a: b: a - a / b * b;
  closure = genericClosure {
    startSet = [ { key = 1; weight = 0; } ];
    operator = node: map (k: { key = mod k n; weight = node.weight + 1; })
      [ (node.key * 2) (node.key * 3 + 1) (node.key + 7) ];
  };
in
{ count = length closure; weight = foldl' (w: c: w + c.weight) 0 closure; }
