/* {
  "description": "`==` of values of different types is false without looking inside.",
  "expect": { "value": "[ false false false false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ ([ (throw "l") ] == { }) ({ a = throw "l"; } == 1) ((x: x) == "x") (null == false) ]
