/* {
  "description": "toString of a list puts a blank behind every element but the last, and none behind an empty list.",
  "level": "implementation-defined",
  "expect": { "value": "[ \"1 2\" \"1 \" \"1\" \" 1\" \"\" \" 1 \" \"1 2 3 4\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map toString [ [ 1 2 ] [ 1 [ ] ] [ [ ] 1 ] [ [ [ ] ] 1 ] [ [ ] [ ] ] [ null true false ] [ 1 [ 2 [ 3 ] ] 4 ] ]
