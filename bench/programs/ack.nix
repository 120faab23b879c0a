# Ackermann's function: recursion in the last argument, some thousand calls deep. The cost of tail
# calls and of an argument that is itself a deep recursion.
let
  ack = m: n:
    if m == 0 then n + 1
    else if n == 0 then ack (m - 1) 1
    else ack (m - 1) (ack m (n - 1));
in
[ (ack 2 300) (ack 3 7) ]
