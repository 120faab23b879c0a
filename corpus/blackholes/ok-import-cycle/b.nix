{ y = (import ./a.nix).z + 1; }
