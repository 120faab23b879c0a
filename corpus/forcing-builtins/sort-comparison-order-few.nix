/* {
  "description": "The comparator is called in the order of libstdc++'s stable_sort (runs of seven by insertion in each half, then merges) where peeksort is not used.",
  "expect": [{"when": ["peeksort"], "value": "[ 1 2 3 4 5 ]"}, {"value": "[ 1 2 3 4 5 ]", "trace": ["2 5", "4 2", "4 5", "4 2", "3 1", "3 1", "3 5", "3 4", "3 2", "1 2"]}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "level": "implementation-defined"
} */
builtins.sort (a: b: builtins.trace "${toString a} ${toString b}" (a < b)) [ 5 2 4 1 3 ]
