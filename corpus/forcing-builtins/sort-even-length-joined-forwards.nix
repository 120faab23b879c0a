/* {
  "description": "Without peeksort, the halves of a list of even length are joined from the front.",
  "level": "implementation-defined",
  "expect": [{"when": ["peeksort"], "value": "[ 0 1 2 3 4 5 6 7 8 9 ]"}, {"value": "[ 0 1 2 3 4 5 6 7 8 9 ]", "trace": ["3,5", "9,3", "9,5", "1,3", "7,1", "7,9", "7,5", "8,4", "8,4", "2,4", "6,2", "6,8", "6,4", "0,2", "0,1", "2,1", "2,3", "4,3", "4,5", "6,5", "6,7", "8,7", "8,9"]}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 5 3 9 1 7 4 8 2 6 0 ]
