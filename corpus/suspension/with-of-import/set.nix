builtins.trace "set" { a = 1; b = 2; }
