/* {
  "description": "What a short circuit, a conditional or an unused argument leaves out is never evaluated.",
  "expect": { "value": "[ true false true 1 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (true || abort "a") (false && abort "b") (false -> abort "c") (if true then 1 else abort "d") ((x: 2) (abort "e")) ({ a = 3; }.a or (abort "f")) ]
