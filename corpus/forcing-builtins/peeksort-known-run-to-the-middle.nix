/* {
  "description": "A known run at the beginning of a range that ends at the middle is merged with what is behind it; the middle is not looked at.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 ]", "trace": ["26,29", "29,33", "33,27", "26,29", "20,26", "14,20", "10,14", "6,10", "3,6", "1,3", "16,1", "2,0", "4,2", "5,4", "7,5", "9,7", "11,9", "15,11", "17,15", "18,17", "19,18", "21,19", "23,21", "25,23", "27,25", "8,16", "12,16", "12,8", "13,16", "13,12", "22,16", "24,22", "28,24", "30,28", "31,30", "32,31", "8,1", "8,3", "8,6", "8,10", "12,10", "12,14", "13,14", "16,14", "16,20", "22,20", "22,26", "24,26", "28,26", "28,29", "30,29", "30,33", "31,33", "32,33", "1,0", "1,2", "3,2", "3,4", "6,4", "6,5", "6,7", "8,7", "8,9", "10,9", "10,11", "12,11", "12,15", "13,15", "14,15", "16,15", "16,17", "20,17", "20,18", "20,19", "20,21", "22,21", "22,23", "24,23", "24,25", "26,25", "26,27", "28,27"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 0 2 4 5 7 9 11 15 17 18 19 21 23 25 27 33 29 26 20 14 10 6 3 1 16 8 12 13 22 24 28 30 31 32 ]
