/* {
  "description": "Fifty nested with are searched up to the outermost.",
  "expect": { "value": "[ 1 1 50 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; with { b0 = a + 0; }; with { b1 = a + 1; }; with { b2 = a + 2; }; with { b3 = a +
3; }; with { b4 = a + 4; }; with { b5 = a + 5; }; with { b6 = a + 6; }; with { b7 = a + 7; }; with {
b8 = a + 8; }; with { b9 = a + 9; }; with { b10 = a + 10; }; with { b11 = a + 11; }; with { b12 = a
+ 12; }; with { b13 = a + 13; }; with { b14 = a + 14; }; with { b15 = a + 15; }; with { b16 = a +
16; }; with { b17 = a + 17; }; with { b18 = a + 18; }; with { b19 = a + 19; }; with { b20 = a + 20;
}; with { b21 = a + 21; }; with { b22 = a + 22; }; with { b23 = a + 23; }; with { b24 = a + 24; };
with { b25 = a + 25; }; with { b26 = a + 26; }; with { b27 = a + 27; }; with { b28 = a + 28; }; with
{ b29 = a + 29; }; with { b30 = a + 30; }; with { b31 = a + 31; }; with { b32 = a + 32; }; with {
b33 = a + 33; }; with { b34 = a + 34; }; with { b35 = a + 35; }; with { b36 = a + 36; }; with { b37
= a + 37; }; with { b38 = a + 38; }; with { b39 = a + 39; }; with { b40 = a + 40; }; with { b41 = a
+ 41; }; with { b42 = a + 42; }; with { b43 = a + 43; }; with { b44 = a + 44; }; with { b45 = a +
45; }; with { b46 = a + 46; }; with { b47 = a + 47; }; with { b48 = a + 48; }; with { b49 = a + 49;
}; [ a b0 b49 ]
