{ x = import ./two.nix; }
