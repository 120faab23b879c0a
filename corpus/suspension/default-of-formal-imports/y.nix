builtins.trace "y" 2
