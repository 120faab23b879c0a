{ v = (import ./a.nix).v; }
