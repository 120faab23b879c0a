/* {
  "description": "A comparator that always says yes makes one decreasing run of the list.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0 ]", "trace": ["10,9", "9,8", "8,7", "7,6", "6,5", "5,4", "4,3", "3,2", "2,1", "1,0", "10,9", "11,10", "12,11", "13,12", "14,13", "15,14", "16,15", "17,16", "18,17", "19,18"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (true)) [ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ]
