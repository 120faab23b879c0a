# A loop of three million tail calls: constant stack, if tail calls are what they claim.
let
  loop = n: acc: if n == 0 then acc else loop (n - 1) (builtins.seq acc (acc + n));
in
loop 3000000 0
