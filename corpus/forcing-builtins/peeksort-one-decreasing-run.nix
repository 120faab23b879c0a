/* {
  "description": "A list that decreases strictly is found as one run and reversed.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 ]", "trace": ["8,9", "9,10", "10,11", "11,12", "12,13", "13,14", "14,15", "15,16", "16,17", "8,9", "7,8", "6,7", "5,6", "4,5", "3,4", "2,3", "1,2", "0,1"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0 ]
