# Floating-point arithmetic in a loop: a Mandelbrot set of 150 × 80 points. Floats are boxed in
# most evaluators.
let
  inherit (builtins) genList foldl';
  iterate = cr: ci: n: zr: zi:
    if n == 0 || zr * zr + zi * zi > 4.0 then n
    else iterate cr ci (n - 1) (zr * zr - zi * zi + cr) (2.0 * zr * zi + ci);
  point = x: y: iterate (x * 0.02 - 2.2) (y * 0.03 - 1.2) 100 0.0 0.0;
in
foldl' (sum: y: foldl' (sum: x: sum + point x y) sum (genList (x: x) 150)) 0 (genList (y: y) 80)
