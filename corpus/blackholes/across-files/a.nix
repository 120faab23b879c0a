{ v = (import ./b.nix).v; }
