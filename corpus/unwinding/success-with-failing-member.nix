/* {
  "description": "tryEval forces only to weak head normal form: a failing member inside is no failure.",
  "expect": { "value": "[ true 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = builtins.tryEval { a = throw "t"; b = 2; }; in [ r.success r.value.b ]
