# A million steps of foldl' over a list that genList makes: the cost of a builtin that calls back
# into the program, with a function of two arguments.
builtins.foldl' (sum: i: sum + i * 2) 0 (builtins.genList (i: i) 1000000)
