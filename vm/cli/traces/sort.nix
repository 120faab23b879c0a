# A builtin that calls back: suspended at each comparison, resumed with its answer.
builtins.sort (a: b: builtins.lessThan b a) [ 2 (1 + 2) 1 ]
