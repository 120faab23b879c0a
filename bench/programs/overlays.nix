# A package set as the fixed point of 40 overlays, with override functions in each package: `//`
# on sets of some hundred attributes, most of whose values are never needed.
let
  inherit (builtins) foldl' genList listToAttrs toString attrNames length map;
  fix = f: let x = f x; in x;
  extends = overlay: base: final: let prev = base final; in prev // overlay final prev;
  makeOverridable = f: args: let result = f args; in result // {
    override = new: makeOverridable f (args // (if builtins.isFunction new then new args else new));
  };
  package = makeOverridable ({ name, version ? "1.0", inputs ? [ ], patches ? [ ] }@args: {
    inherit name version inputs;
    size = foldl' (n: i: n + 1) (length patches) inputs;
    drv = "${name}-${version}";
  });
  n = 150;
  name = i: "pkg${toString i}";
  base = final: listToAttrs (genList (i: {
    name = name i;
    value = package {
      name = name i;
      inputs = if i < 3 then [ ] else [ final.${name (i - 1)} final.${name (i / 2)} ];
    };
  }) n);
  overlay = k: final: prev: listToAttrs (genList (j:
    let i = k + j * 7; in {
      name = name i;
      value = prev.${name i}.override (old: {
        version = "${toString k}.${toString j}";
        patches = (old.patches or [ ]) ++ [ "p${toString k}" ];
      });
    }) 12) // { "extra${toString k}" = final.${name k}; };
  world = rounds: fix (foldl' (f: k: extends (overlay k) f) base (genList (k: k) 40));
  weigh = w:
    foldl' (sum: i: sum + w.${name i}.size + builtins.stringLength w.${name i}.drv) 0
      (genList (i: i) n);
in
{
  weights = foldl' (sum: r: sum + weigh (world r)) 0 (genList (r: r) 150);
  count = length (attrNames (world 0));
}
