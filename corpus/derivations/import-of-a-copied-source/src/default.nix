{ v = import ./sub/b.nix; }
