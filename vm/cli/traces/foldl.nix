# foldl' forces what its function returned before the next call; elements wait until they are used.
builtins.foldl' (sum: x: if sum > 2 then sum else sum + x) 0 [ 1 (1 + 1) (throw "not used") ]
