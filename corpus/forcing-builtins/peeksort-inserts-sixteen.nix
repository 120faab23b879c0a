/* {
  "description": "Sixteen elements are still sorted by insertion, without looking for runs.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ]", "trace": ["1,0", "2,1", "3,2", "4,3", "5,4", "6,5", "7,6", "8,7", "9,8", "10,9", "11,10", "12,11", "13,12", "14,13", "15,14"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ]
