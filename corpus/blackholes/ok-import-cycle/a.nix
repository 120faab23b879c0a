{ x = (import ./b.nix).y + 1; z = 1; }
