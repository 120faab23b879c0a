/* {
  "description": "Operators in a list stay unevaluated, even if their operands are literals.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> <CODE> <CODE> <CODE> <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (1 + 1) (-1) (!true) (true && false) ([ 1 ] ++ [ 2 ]) ({ } // { }) (1 == 1) (1 < 2) ({ } ? a) ]
