# A package collection of 2,000 packages as nixpkgs builds one: a fixed point of the collection and
# four overlays, callPackage that looks at what a function asks for, packages that can be overridden
# by arguments and by attributes, sets of packages in it, and a closure over all dependencies.
let
  inherit (builtins) attrNames attrValues concatMap elem filter foldl' functionArgs genList
    genericClosure hashString intersectAttrs isAttrs isFunction isString length listToAttrs map
    mapAttrs stringLength substring toString;
  count = 2000;
  mod = a: b: a - a / b * b;
  name = i: "pkg${toString i}";
  fix = f: let x = f x; in x;
  composeExtensions = f: g: final: prev:
    let one = f final prev; in one // g final (prev // one);
  extends = overlay: base: final: let prev = base final; in prev // overlay final prev;

  # What a function asks for is kept through `override`, so that callPackage works on it again.
  setFunctionArgs = f: args: { __functor = self: f; __functionArgs = args; };
  argsOf = f: f.__functionArgs or (functionArgs f);
  makeOverridable = f: args:
    let
      result = f args;
      with' = new: args // (if isFunction new then new args else new);
      again = g: makeOverridable (setFunctionArgs (a: g (f a)) (argsOf f)) args;
    in
    if isAttrs result then result // {
      override = new: makeOverridable f (with' new);
      overrideDerivation = change: again (old: old // change old);
      overrideAttrs = change: again (old: make (old.attrs // change old.attrs));
    } else result;
  callPackageWith = scope: f: args: makeOverridable f (intersectAttrs (argsOf f) scope // args);

  make = attrs: {
    inherit attrs;
    inherit (attrs) pname version;
    name = "${attrs.pname}-${attrs.version}";
    inputs = attrs.inputs or [ ] ++ attrs.nativeInputs or [ ];
    hash = substring 0 8 (hashString "sha256"
      "${attrs.pname} ${attrs.version} ${toString (attrs.patches or [ ])} ${
        toString (map (p: p.hash) (attrs.inputs or [ ]))}");
    meta = { description = "the package ${attrs.pname}"; broken = attrs.broken or false; };
  };

  # Six shapes of packages; each asks by name for what it needs.
  recipe = i:
    let
      pname = name i;
      dep = final: k: final.${name (i - 1 - mod (i * k + k) (if i < 40 then i else 40))};
    in
    if i == 0 then { make, version ? "0.1" }: make { inherit pname version; }
    else if mod i 6 == 0 then { make, final, doc ? false, version ? "1.0" }: make {
      inherit pname version;
      inputs = [ (dep final 1) (dep final 3) ];
      nativeInputs = if doc then [ final.pkg0 ] else [ ];
    }
    else if mod i 6 == 1 then { make, final, pkg0, version ? "2.${toString i}", ... }: make {
      inherit pname version;
      inputs = [ pkg0 (dep final 5) ];
    }
    else if mod i 6 == 2 then { make, lib, final, patches ? [ ] }: make {
      inherit pname patches;
      version = lib.versionOf i;
      inputs = lib.unique [ (dep final 1) (dep final 2) (dep final 7) ];
    }
    else if mod i 6 == 3 then { make, final, pkg0, pkg1, pkg2 }: make {
      inherit pname;
      version = "3.${pkg1.version}";
      nativeInputs = [ pkg0 pkg1 pkg2 ];
      inputs = [ (dep final 2) ];
    }
    else if mod i 6 == 4 then { final, stdenv }: stdenv.build {
      inherit pname;
      version = "4";
      inputs = [ (dep final 11) (dep final 13) ];
    }
    else { make, final, toolset }: make {
      inherit pname;
      inherit (toolset) version;
      nativeInputs = [ toolset.compiler ];
      inputs = [ (dep final 1) (dep final 1) ];
      broken = mod i 35 == 5;
    };

  lib = {
    versionOf = i: "${toString (i / 100)}.${toString (mod i 100)}";
    unique = foldl' (seen: p:
      if elem p.pname (map (q: q.pname) seen) then seen else seen ++ [ p ]) [ ];
  };
  base = round: final:
    let callPackage = callPackageWith final; in
    listToAttrs (genList (i: {
      name = name i;
      value = callPackage (recipe i) (if i == 0 then { version = "0.${toString round}"; } else { });
    }) count) // {
      inherit make lib final callPackage;
      stdenv = { build = attrs: make (attrs // { version = "${attrs.version}-std"; }); };
      toolset = { version = "1"; compiler = final.pkg1; };
    };
  overlays = [
    (final: prev: {
      toolset = prev.toolset // { version = "2"; };
      pkg7 = prev.pkg7.override { version = "overridden"; };
      extra = final.callPackage ({ make, pkg7, pkg9 }: make {
        pname = "extra"; version = "1"; inputs = [ pkg7 pkg9 ];
      }) { };
    })
    (final: prev: {
      lib = prev.lib // { versionOf = i: "v${prev.lib.versionOf i}"; };
      extra = prev.extra.overrideAttrs (old: { version = "${old.version}.1"; });
      pkg12 = prev.pkg12.override (old: { doc = !(old.doc or false); });
    })
    (final: prev: listToAttrs (genList (j:
      let n = name (8 + 6 * j); in {
        name = n;
        value = (prev.${n}.override { patches = [ "fix-${toString j}" ]; }).overrideAttrs
          (old: { patches = old.patches ++ [ "more" ]; });
      }) 150))
    (composeExtensions
      (final: prev: { pkg1 = prev.pkg1.overrideDerivation (old: { version = "derived"; }); })
      (final: prev: { stdenv = prev.stdenv // {
        build = attrs: prev.stdenv.build
          (attrs // { pname = "${attrs.pname}-${prev.pkg1.version}"; });
      }; }))
  ];
  world = round:
    let
      collection = fix (foldl' (f: overlay: extends overlay f) (base round) overlays);
      packages = filter (p: isAttrs p && p ? pname && isString p.pname) (attrValues collection);
      closure = genericClosure {
        startSet = map (p: { key = p.name; inherit p; }) [ collection.pkg1999 collection.extra ];
        operator = { p, ... }: map (q: { key = q.name; p = q; }) p.inputs;
      };
    in {
      members = length (attrNames collection);
      packages = length packages;
      broken = length (filter (p: p.meta.broken) packages);
      names = foldl' (sum: p: sum + stringLength p.name) 0 packages;
      inputs = length (concatMap (p: p.inputs) packages);
      all = digest packages;
      closure = length closure;
      closureDigest = digest (map (c: c.p) closure);
      some = map (n: { inherit (collection.${n}) name hash; })
        [ "pkg0" "pkg1" "pkg7" "pkg8" "pkg12" "pkg1998" "pkg1999" "extra" ];
      twice = ((collection.pkg14.overrideAttrs (_: { version = "a"; })).override {
        patches = [ ];
      }).name;
    };
  digest = list: substring 0 16 (hashString "sha256" (toString (map (p: p.hash) list)));
in
{
  first = world 0;
  others = genList (i: (world (i + 1)).closureDigest + (world (i + 1)).all) 6;
  asked = mapAttrs (_: optional: if optional then "may" else "must") (functionArgs (recipe 12));
}
