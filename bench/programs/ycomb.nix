# Fibonacci by a fixed-point combinator: the same calls as fib, but the callee is never known, and
# each recursion passes through a closure that is made anew.
let
  fix = f: (x: f (n: x x n)) (x: f (n: x x n));
in
fix (self: n: if n < 2 then n else self (n - 1) + self (n - 2)) 28
