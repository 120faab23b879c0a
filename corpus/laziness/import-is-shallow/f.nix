let v = 0 + 1; in { a = v; b = 2; c = [ v ]; }
