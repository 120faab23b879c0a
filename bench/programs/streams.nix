# Lazy lists as head and tail thunks in sets: map, filter, zip and take on streams without an end,
# and the primes by filters upon filters.
let
  from = n: { head = n; tail = from (n + 1); };
  map = f: s: { head = f s.head; tail = map f s.tail; };
  filter = p: s:
    if p s.head then { inherit (s) head; tail = filter p s.tail; } else filter p s.tail;
  zip = f: a: b: { head = f a.head b.head; tail = zip f a.tail b.tail; };
  sumTo = n: s: if n == 0 then 0 else s.head + sumTo (n - 1) s.tail;
  nth = n: s: if n == 0 then s.head else nth (n - 1) s.tail;
  mod = a: b: a - a / b * b;
  sieve = s: { inherit (s) head; tail = sieve (filter (i: mod i s.head != 0) s.tail); };
  fibs = { head = 0; tail = { head = 1; tail = zip (a: b: mod (a + b) 10007) fibs fibs.tail; }; };
in
{
  squares = sumTo 8000 (map (i: i * i) (filter (i: mod i 3 != 0) (from 1)));
  prime = nth 650 (sieve (from 2));
  fib = nth 4000 fibs;
}
