/* {
  "description": "An inner recursive set reaches later attributes of the outer one, and its own before those.",
  "expect": { "value": "111" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec { in1 = rec { v = w + z; z = 1; }; w = 10; z = 100; in2 = in1.v + z; }.in2
