let v = builtins.trace "v" 1; in v
