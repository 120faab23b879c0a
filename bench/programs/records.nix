# Field access: selects along paths of three and four names, `or` defaults, `?` tests, and inherit
# from a set, in an inner loop. What a shape or an inline cache would gain shows here.
let
  inherit (builtins) foldl' genList;
  config = {
    services.web = { enable = true; port = 80; workers = { min = 2; max = 8; }; };
    services.db = { enable = false; port = 5432; workers = { min = 1; max = 4; }; };
    limits = { open = 1024; core = 0; };
  };
  step = sum: i:
    let
      inherit (config.services.web) port enable;
      cfg = if i - i / 2 * 2 == 0 then config.services.web else config.services.db;
    in
    sum
    + cfg.workers.max - cfg.workers.min
    + (cfg.workers.step or 1)
    + (if cfg.enable && config.services.web.enable then port else config.limits.open)
    + (if config ? services.web.workers.max then 1 else 0)
    + (config.services.mail.port or 0)
    + (if enable then config.services.db.port else 0);
in
foldl' step 0 (genList (i: i) 300000)
