# Two functions that call each other a million times, through a set and with formals, in tail
# position.
let
  self = {
    even = { n, ... }: if n == 0 then true else self.odd { n = n - 1; };
    odd = { n, ... }: if n == 0 then false else self.even { n = n - 1; };
  };
in
self.even { n = 1000000; }
