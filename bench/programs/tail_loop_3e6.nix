# A loop of three million tail calls whose accumulator is forced at each step: constant memory, if
# tail calls are what they claim to be.
let
  loop = n: acc: if n == 0 then acc else if acc < 0 then 0 else loop (n - 1) (acc + n);
in
loop 3000000 0
