# Loops written as tail calls with an accumulator forced by seq, 5 000 steps each, 160 times over.
# An evaluator with tail calls needs no stack for it; the others pay for 5 000 frames.
let
  loop = n: acc: if n == 0 then acc else loop (n - 1) (builtins.seq acc (acc + n));
in
builtins.foldl' (total: i: total + loop 5000 i) 0 (builtins.genList (i: i) 160)
