# A set whose names are computed: equality and coercion are steps, the sum is called through a set.
let
  sum = { __functor = self: x: x + self.n; n = 1; };
  set = { ${"a" + "b"} = sum 2; };
in
set == { ab = 3; } && "${{ __toString = self: "s"; }}" == "s"
