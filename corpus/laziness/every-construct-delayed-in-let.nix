/* {
  "description": "No expression runs because a let binds it.",
  "expect": { "value": "\"none ran\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  m00 = (if abort "c" then 1 else 2);
  m01 = (let a = abort "l"; in a);
  m02 = (-(abort "m"));
  m03 = (!(abort "n"));
  m04 = ((abort "p") + 1);
  m05 = ((abort "u") // { });
  m06 = ((abort "q") ++ [ ]);
  m07 = ((abort "e") == 1);
  m08 = ((abort "a") && true);
  m09 = ((abort "h") ? a);
  m10 = ((abort "s").a or 1);
  m11 = ((abort "f") 1);
  m12 = (assert abort "x"; 1);
  m13 = (with abort "w"; a);
  m14 = "${abort "i"}";
  m15 = (x: abort "b");
  m16 = { a = abort "t"; };
  m17 = [ (abort "v") ];
  m18 = (rec { a = abort "r"; }.a);
in
"none ran"
