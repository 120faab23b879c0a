/* {
  "description": "If the run at the middle reaches as far to both sides, the range is cut behind it.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 ]", "trace": ["10,9", "9,8", "8,7", "7,5", "5,3", "3,2", "2,1", "1,0", "0,6", "10,9", "11,10", "12,11", "13,12", "14,13", "15,14", "16,15", "17,16", "4,17", "0,6", "1,6", "2,6", "3,6", "5,6", "7,6", "4,0", "4,1", "4,2", "4,3", "4,5"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 6 0 1 2 3 5 7 8 9 10 11 12 13 14 15 16 17 4 ]
