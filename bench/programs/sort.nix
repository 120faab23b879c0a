# builtins.sort with a comparator written in Nix, on pseudo-random, sorted and reversed lists,
# plus sorting records by a key: a builtin that calls back at every comparison.
let
  inherit (builtins) sort genList elemAt length head map lessThan;
  mod = a: b: a - a / b * b;
  next = s: _:
    let x = mod (s.x * 1103 + 12345) 1000003; in
    builtins.seq x { inherit x; all = { value = x; rest = s.all; }; };
  random = (builtins.foldl' next { x = 42; all = null; } (genList (i: i) 40000)).all;
  toList = l: n: (builtins.genericClosure {
    startSet = [ { key = 0; node = l; } ];
    operator = c:
      if c.key + 1 < n then [ { key = c.key + 1; node = c.node.rest; } ] else [ ];
  });
  list = map (c: c.node.value) (toList random 40000);
  increasing = sort (a: b: a < b) list;
  decreasing = sort (a: b: b < a) increasing;
  records = sort (a: b: a.key < b.key) (map (v: { key = mod v 997; inherit v; }) list);
in
[
  (head increasing) (head decreasing) (elemAt increasing 20000) (length (sort lessThan decreasing))
  (map (r: r.v) (genList (elemAt records) 3))
]
