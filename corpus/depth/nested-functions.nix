/* {
  "description": "A function nested sixty deep captures the first argument.",
  "expect": { "value": "61" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(a0: a1: a2: a3: a4: a5: a6: a7: a8: a9: a10: a11: a12: a13: a14: a15: a16: a17: a18: a19: a20: a21:
a22: a23: a24: a25: a26: a27: a28: a29: a30: a31: a32: a33: a34: a35: a36: a37: a38: a39: a40: a41:
a42: a43: a44: a45: a46: a47: a48: a49: a50: a51: a52: a53: a54: a55: a56: a57: a58: a59: a0 + a59)
1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36
37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60
