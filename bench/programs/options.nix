# A module system with 500 options: types that check and merge, submodules with their own options,
# conditions, priorities and order of definitions, imports, freeform sets, and error texts that are
# built only when needed. Options and definitions are walked as trees, as in NixOS.
let
  inherit (builtins) all attrNames attrValues concatLists concatMap concatStringsSep elem elemAt
    filter foldl' genList hashString head isAttrs isBool isFunction isInt isList isString length map
    mapAttrs removeAttrs sort toJSON toString zipAttrsWith;
  mod = a: b: a - a / b * b;

  # Properties of definitions.
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkMerge = contents: { _type = "merge"; inherit contents; };
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;
  mkOrder = order: content: { _type = "order"; inherit order content; };
  mkBefore = mkOrder 500;
  mkAfter = mkOrder 1500;
  mkOption = { type, ... }@option: { _type = "option"; } // option;
  isType = type: x: isAttrs x && x._type or null == type;

  pushDown = config:
    if isType "merge" config then concatMap pushDown config.contents
    else if isType "if" config then
      map (mapAttrs (_: value: mkIf config.condition value)) (pushDown config.content)
    else if isType "override" config then
      map (mapAttrs (_: value: mkOverride config.priority value)) (pushDown config.content)
    else [ config ];
  discharge = value:
    if isType "merge" value then concatMap discharge value.contents
    else if isType "if" value then if value.condition then discharge value.content else [ ]
    else [ value ];

  # Types: `check` looks at one definition, `merge` joins those that are left.
  one = loc: defs:
    if length defs == 1 then (head defs).value
    else if all (d: d.value == (head defs).value) defs then (head defs).value
    else throw "option ${concatStringsSep "." loc} is defined in ${
      concatStringsSep ", " (map (d: d.file) defs)}";
  simple = name: check: { inherit name check; merge = one; };
  types = rec {
    int = simple "int" isInt;
    bool = simple "bool" isBool;
    str = simple "string" isString;
    between = low: high: simple "between" (x: isInt x && x >= low && x <= high);
    enum = values: simple "enum" (x: elem x values);
    lines = { name = "lines"; check = isString;
              merge = loc: defs: concatStringsSep "\n" (map (d: d.value) defs); };
    nullOr = type: {
      name = "null or ${type.name}";
      check = x: x == null || type.check x;
      merge = loc: defs: if all (d: d.value == null) defs then null else type.merge loc defs;
    };
    listOf = type: {
      name = "list of ${type.name}";
      check = isList;
      merge = loc: defs: concatLists (map (d: map (value:
        mergeDefinitions (loc ++ [ "*" ]) type [ { inherit (d) file; inherit value; } ])
        d.value) defs);
    };
    attrsOf = type: {
      name = "attributes of ${type.name}";
      check = isAttrs;
      merge = loc: defs: mapAttrs (name: defs: mergeDefinitions (loc ++ [ name ]) type defs)
        (zipAttrsWith (_: values: values)
          (map (d: mapAttrs (_: value: { inherit (d) file; inherit value; }) d.value) defs));
    };
    submodule = module: {
      name = "submodule";
      check = x: isAttrs x || isFunction x;
      merge = loc: defs: (evalModules {
        prefix = loc;
        args = { name = foldl' (_: x: x) "" loc; };
        modules = [ module ] ++ map (d:
          if isFunction d.value then d.value else { _file = d.file; config = d.value; }) defs;
      }).config;
    };
  };

  mergeDefinitions = loc: type: defs:
    let
      given = concatMap (d: map (value: d // { inherit value; }) (discharge d.value)) defs;
      priorityOf = d: if isType "override" d.value then d.value.priority else 100;
      best = foldl' (p: d: if priorityOf d < p then priorityOf d else p) 9999 given;
      strip = d: if isType "override" d.value then d // { value = d.value.content; } else d;
      kept = map strip (filter (d: priorityOf d == best) given);
      orderOf = d: if isType "order" d.value then d.value.order else 1000;
      ordered =
        if all (d: orderOf d == 1000) kept then kept
        else map (d: if isType "order" d.value then d // { value = d.value.content; } else d)
          (sort (a: b: orderOf a < orderOf b) kept);
      bad = filter (d: !type.check d.value) ordered;
    in
    if bad == [ ] then type.merge loc ordered
    else throw "option ${concatStringsSep "." loc} is no ${type.name} in ${(head bad).file}";

  evalModules = { modules, prefix ? [ ], args ? { } }:
    let
      known = args // { inherit config options; };
      collect = file: n: module:
        let
          called = if isFunction module then module known else module;
          self = called._file or "${file}:${toString n}";
          imports = called.imports or [ ];
          shaped = if called ? config || called ? options then called
            else { config = removeAttrs called [ "imports" "_file" ]; };
        in
        [ { file = self; options = shaped.options or { }; config = shaped.config or { }; } ]
        ++ concatLists (genList (i: collect self i (elemAt imports i)) (length imports));
      all' = concatLists
        (genList (i: collect "module" i (elemAt modules i)) (length modules));
      declare = loc: sets: zipAttrsWith (name: declared:
        if isType "option" (head declared) then head declared
        else declare (loc ++ [ name ]) declared) sets;
      options = declare prefix (map (m: m.options) all');
      definitions = concatMap (m:
        map (value: { inherit (m) file; inherit value; }) (pushDown m.config)) all';
      walk = loc: options: defs:
        let
          byName = zipAttrsWith (_: values: values) (map (d:
            mapAttrs (_: value: { inherit (d) file; inherit value; }) d.value) defs);
          unknown = filter (name: !(options ? ${name})) (attrNames byName);
        in
        if unknown != [ ] then throw "no option ${concatStringsSep "." (loc ++ unknown)}" else
        mapAttrs (name: option:
          let
            here = byName.${name} or [ ];
            place = loc ++ [ name ];
          in
          if isType "option" option then
            (option.apply or (x: x)) (mergeDefinitions place option.type (here
              ++ (if !(option ? default) then [ ]
                  else [ { file = "default"; value = mkOverride 1500 option.default; } ])))
          else walk place option (concatMap (d:
            map (value: d // { inherit value; }) (pushDown d.value)) here)) options;
      config = walk prefix options definitions;
    in
    { inherit config options; };

  # The system: 62 services of 8 options, some of them submodules, and what they sum up to.
  services = 62;
  service = i: "service${toString i}";
  user = { name, config, ... }: {
    options = {
      name = mkOption { type = types.str; };
      uid = mkOption { type = types.nullOr types.int; default = null; };
      groups = mkOption { type = types.listOf types.str; default = [ ]; };
      home = mkOption { type = types.str; apply = path: "${path}/"; };
    };
    config = {
      name = mkDefault name;
      home = mkDefault "/home/${config.name}";
      groups = mkIf (config.uid != null) (mkBefore [ "u${toString config.uid}" ]);
    };
  };
  declaration = i: { config, ... }: {
    _file = "service-${toString i}.nix";
    options.services.${service i} = {
      enable = mkOption { type = types.bool; default = false; };
      port = mkOption { type = types.between 1 65535; default = 8000 + i; };
      mode = mkOption { type = types.enum [ "fast" "safe" ]; default = "safe"; };
      settings = mkOption { type = types.attrsOf (types.nullOr types.str); default = { }; };
      extraConfig = mkOption { type = types.lines; default = ""; };
      users = mkOption { type = types.attrsOf (types.submodule user); default = { }; };
      after = mkOption { type = types.listOf types.str; default = [ ]; };
      limits = mkOption {
        default = { };
        type = types.submodule { options = {
          memory = mkOption { type = types.int; default = 64; };
          files = mkOption { type = types.int; default = 1024; };
        }; };
      };
    };
    config = mkIf config.services.${service i}.enable {
      services.${service i} = {
        settings = {
          port = toString config.services.${service i}.port;
          host = mkDefault "localhost";
        };
        extraConfig = mkAfter "end ${toString i}";
        users."s${toString i}".uid = 100 + i;
      };
      ports = [ config.services.${service i}.port ];
      summary.${service i} = with config.services.${service i};
        "${mode}:${toString (attrNames users)}";
    };
  };
  definition = i: { config, ... }: {
    services.${service i} = mkMerge [
      { enable = mod i 3 != 1; mode = mkIf (mod i 4 == 0) (mkDefault "fast"); }
      (mkIf (i > 0 && mod i 5 == 0) {
        port = mkForce (config.services.${service (i - 1)}.port + 1000);
        settings.host = "host${toString i}";
        settings.none = null;
      })
      { extraConfig = mkBefore "begin"; users.root = { groups = [ "wheel" ]; home = "/root"; }; }
      (mkOverride 70 { limits = mkIf (mod i 2 == 0) { memory = 128; }; })
    ];
  };
  global = { config, options, ... }: {
    imports = [ ({ config, ... }: { ports = mkBefore [ 22 ]; motd = mkDefault "plain"; }) ];
    options = {
      ports = mkOption {
        type = types.listOf types.int; default = [ ]; apply = sort (a: b: a < b);
      };
      summary = mkOption { type = types.attrsOf types.str; default = { }; };
      motd = mkOption { type = types.str; };
      total = mkOption { type = types.int; };
    };
    config = {
      motd = "${toString (length config.ports)} ports";
      total = length (filter (s: s.enable) (attrValues config.services));
      services.service7.settings = mkForce { only = "this"; };
      services.service8.users.root = { name, ... }: { uid = 0; groups = mkForce [ name ]; };
    };
  };
  system = round: evalModules {
    modules = [ global { services.service1.port = 9000 + round; } ]
      ++ genList declaration services ++ genList definition services;
  };
  first = system 0;
  countOptions = options: foldl' (n: o: n + (if isType "option" o then 1 else countOptions o)) 0
    (attrValues options);
in
{
  options = countOptions first.options;
  inherit (first.config) motd total;
  ports = foldl' (a: b: a + b) 0 first.config.ports;
  inherit (first.config.services) service7 service8 service15;
  digests = genList (round: hashString "md5" (toJSON (system round).config)) 20;
  wrong = builtins.tryEval (evalModules {
    modules = [ global (declaration 0) { services.service0.port = 70000; } ];
  }).config.services.service0.port;
  unknown = (builtins.tryEval (evalModules {
    modules = [ global { no.such = 1; } ];
  }).config.ports).success;
}
