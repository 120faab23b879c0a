# Loops written as tail calls, 5 000 steps each, 160 times over; a comparison forces the accumulator
# at each step. An evaluator with tail calls needs no stack for it; others pay for 5 000 frames.
let
  inherit (builtins) foldl' genList;
  loop = n: acc: if n == 0 then acc else if acc < 0 then 0 else loop (n - 1) (acc + n);
in
foldl' (total: i: total + loop 5000 i) 0 (genList (i: i) 160)
