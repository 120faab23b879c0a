# A small module system, as NixOS has it: options declared and defined by 450 modules, merged by
# type and priority, with a fixed point through which modules see the final configuration.
let
  inherit (builtins) foldl' genList map mapAttrs attrValues concatLists concatMap filter toString
    isAttrs head length zipAttrsWith stringLength;
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  types = {
    int = { name = "int"; merge = values: foldl' (a: b: a + b) 0 values; };
    list = { name = "list"; merge = concatLists; };
    str = { name = "str"; merge = values: head values; };
  };
  mkOption = type: default: { _type = "option"; inherit type default; };

  # One definition → [ { priority; value; } ], conditions resolved.
  discharge = d:
    if isAttrs d && d ? _type then
      if d._type == "if" then (if d.condition then discharge d.content else [ ])
      else map (x: x // { inherit (d) priority; }) (discharge d.content)
    else [ { priority = 100; value = d; } ];
  mergeOption = option: defs:
    let
      given = concatMap discharge defs ++ [ { priority = 1500; value = option.default; } ];
      best = foldl' (p: d: if d.priority < p then d.priority else p) 9999 given;
    in
    option.type.merge (map (d: d.value) (filter (d: d.priority == best) given));

  evalModules = modules:
    let
      config = mapAttrs (service: options: mapAttrs
        (name: option: mergeOption option
          (map (c: c.${service}.${name}) (filter (c: c ? ${service}.${name}) configs)))
        options) options;
      called = map (m: m { inherit config; }) modules;
      configs = map (m: m.config) called;
      options = zipAttrsWith (_: sets: foldl' (a: b: a // b) { } sets) (map (m: m.options) called);
    in
    config;

  services = 150;
  service = i: "service${toString i}";
  modules = concatMap (i: [
    ({ config }: {
      options.${service i} = {
        port = mkOption types.int 0;
        name = mkOption types.str "none";
        paths = mkOption types.list [ ];
        total = mkOption types.int 0;
      };
      config.${service i} = {
        port = mkDefault (1000 + i);
        name = "svc-${toString i}";
        total = config.${service i}.port + length config.${service i}.paths;
      };
    })
    ({ config }: {
      options = { };
      config.${service i} = {
        port = mkIf (i - i / 3 * 3 == 0) (mkForce (2000 + i));
        paths = [ "/a/${toString i}" ];
      };
    })
    ({ config }: {
      options = { };
      config.${service i}.paths = mkIf (i > 0) config.${service (i - 1)}.paths;
    })
  ]) (genList (i: i) services);
  weigh = config: {
    names = foldl' (n: s: n + stringLength s.name) 0 (attrValues config);
    totals = foldl' (n: s: n + s.total) 0 (attrValues config);
    last = length config.${service (services - 1)}.paths;
  };
in
map (_: weigh (evalModules modules)) (genList (i: i) 8)
