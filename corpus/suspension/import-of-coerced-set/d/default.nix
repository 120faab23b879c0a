builtins.trace "d" 8
