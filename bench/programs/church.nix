# Arithmetic on Church numerals: nothing but calls of unknown functions and captures of functions.
let
  inherit (builtins) foldl' genList;
  zero = f: x: x;
  succ = n: f: x: f (n f x);
  add = m: n: f: x: m f (n f x);
  mul = m: n: f: m (n f);
  power = m: n: n m;
  toInt = n: n (i: i + 1) 0;
  two = succ (succ zero);
  three = succ two;
  ten = add (mul three three) (succ zero);
  numeral = power ten three;
in
foldl' (sum: i: sum + toInt (add (mul two numeral) (mul three numeral)) + i) 0 (genList (i: i) 100)
