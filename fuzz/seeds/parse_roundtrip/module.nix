{ config, lib, ... }:
with lib;
{
  options.services.demo.enable = mkOption { type = types.bool; default = false; };
  config = mkIf config.services.demo.enable {
    systemd.services.demo = { script = "exec demo"; wantedBy = [ "multi-user.target" ]; };
    systemd.services.demo.after = [ "network.target" ];
  };
}
