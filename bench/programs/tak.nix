# Takeuchi's function: calls with three curried arguments, all of them thunks, few of them shared.
# The cost of a call with several arguments, and of thunks that are never forced.
let
  tak = x: y: z:
    if y < x then tak (tak (x - 1) y z) (tak (y - 1) z x) (tak (z - 1) x y) else z;
in
tak 24 16 8
