/* {
  "description": "No expression runs because it is an argument.",
  "expect": { "value": "true" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  ignore = _: ignore;
in
builtins.isFunction (ignore
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
  (rec { a = abort "r"; }.a))
