# Functions of a set: required and optional formals, `...`, @-patterns, defaults that use other
# formals, functors, and callPackage-style calls through functionArgs and intersectAttrs.
let
  inherit (builtins) foldl' genList functionArgs intersectAttrs;
  scope = { a = 1; b = 2; c = 3; d = 4; e = 5; unused = throw "never"; };
  call = f: extra: f (intersectAttrs (functionArgs f) scope // extra);
  make = { a, b, c ? a + b, d ? c * 2, flag ? true, ... }@args:
    a + b + c + d + (if flag && args ? e then args.e else 0);
  functor = { bias = 7; __functor = self: { x, y ? self.bias }: x + y; };
in
foldl' (sum: i: sum + make { a = i; b = 2; } + call make { e = i; } + functor { x = i; }) 0
  (genList (i: i) 200000)
