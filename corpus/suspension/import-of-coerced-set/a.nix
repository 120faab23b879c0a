builtins.trace "a" 7
