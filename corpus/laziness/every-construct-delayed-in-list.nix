/* {
  "description": "No expression runs because it is an element of a list.",
  "expect": { "value": "19" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length [
  (if abort "c" then 1 else 2)
  (let a = abort "l"; in a)
  (-(abort "m"))
  (!(abort "n"))
  ((abort "p") + 1)
  ((abort "u") // { })
  ((abort "q") ++ [ ])
  ((abort "e") == 1)
  ((abort "a") && true)
  ((abort "h") ? a)
  ((abort "s").a or 1)
  ((abort "f") 1)
  (assert abort "x"; 1)
  (with abort "w"; a)
  "${abort "i"}"
  (x: abort "b")
  { a = abort "t"; }
  [ (abort "v") ]
  (rec { a = abort "r"; }.a)
]
