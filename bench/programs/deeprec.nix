# Recursion that is not a tail call, 5 000 levels deep, 200 times over: how much a level of pending
# work costs to push and to pop, once the stack is warm. (5 000 is within every evaluator's limit.)
let
  inherit (builtins) foldl' genList;
  count = n: if n == 0 then 0 else 1 + count (n - 1);
in
foldl' (total: _: total + count 5000) 0 (genList (i: i) 200)
