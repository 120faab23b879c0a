/* {
  "description": "The comparator is called in the order of libstdc++'s stable_sort (runs of seven by insertion in each half, then merges) where peeksort is not used.",
  "expect": [{"when": ["peeksort"], "value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ]"}, {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ]", "trace": ["3 9", "7 3", "7 9", "7 3", "1 3", "8 1", "8 9", "8 7", "2 1", "2 9", "2 8", "2 7", "2 3", "2 1", "6 1", "6 9", "6 8", "6 7", "6 3", "5 4", "5 4", "0 4", "0 1", "4 1", "4 2", "4 3", "4 6", "5 6", "11 17", "13 11", "13 17", "13 11", "19 11", "19 17", "12 11", "12 19", "12 17", "12 13", "12 11", "18 11", "18 19", "18 17", "16 11", "16 19", "16 18", "16 17", "16 13", "10 14", "15 10", "15 14", "10 11", "14 11", "14 12", "14 13", "14 16", "15 16", "10 0", "10 1", "10 2", "10 3", "10 4", "10 5", "10 6", "10 7", "10 8", "10 9"]}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
builtins.sort (a: b: builtins.trace "${toString a} ${toString b}" (a < b)) [ 9 3 7 1 8 2 6 4 5 0 17 11 13 19 12 18 16 14 10 15 ]
