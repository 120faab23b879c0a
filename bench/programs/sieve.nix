# Primes below 40 000 by trial division with early stop: integer arithmetic, `&&` and `||` in a
# loop.
let
  inherit (builtins) genList filter foldl' length head;
  mod = a: b: a - a / b * b;
  isPrime = n: let go = d: d * d > n || (mod n d != 0 && go (d + 1)); in n >= 2 && go 2;
  primes = filter isPrime (genList (i: i) 40000);
in
{ count = length primes; sum = foldl' (a: b: a + b) 0 primes; first = head primes; }
