# Doubly recursive Fibonacci: 2.7 million calls of one known function, each with one argument that
# is arithmetic. The cost of a call, of a thunk that is forced at once, and of small integers.
let
  fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2);
in
fib 30
