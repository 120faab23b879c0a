# Recursion that is not a tail call, 5 000 levels deep, 200 times over: how much a level of
# pending work costs to push and to pop, once the stack is warm. (5 000 is within every
# evaluator's limit.)
let
  count = n: if n == 0 then 0 else 1 + count (n - 1);
  repeat = n: acc: if n == 0 then acc else repeat (n - 1) (builtins.seq acc (acc + count 5000));
in
repeat 200 0
