builtins.trace "file" { n = builtins.trace "n" 1; }
