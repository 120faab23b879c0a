/* {
  "description": "A known run at the end of a range that begins at the middle is merged with what is before it; the middle is not looked at.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 ]", "trace": ["11,24", "24,27", "27,29", "29,31", "31,32", "32,33", "33,34", "34,25", "11,24", "9,11", "8,9", "0,8", "1,0", "3,2", "4,3", "10,4", "17,10", "19,17", "20,19", "21,20", "22,21", "25,22", "0,2", "8,2", "8,3", "8,4", "8,10", "9,10", "11,10", "11,17", "24,17", "24,19", "24,20", "24,21", "24,22", "24,25", "27,25", "5,1", "6,5", "7,6", "12,7", "13,12", "14,13", "15,14", "16,15", "18,16", "23,18", "26,23", "28,26", "30,28", "1,0", "1,2", "5,2", "5,3", "5,4", "5,8", "6,8", "7,8", "12,8", "12,9", "12,10", "12,11", "12,17", "13,17", "14,17", "15,17", "16,17", "18,17", "18,19", "23,19", "23,20", "23,21", "23,22", "23,24", "26,24", "26,25", "26,27", "28,27", "28,29", "30,29", "30,31"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 2 3 4 10 17 19 20 21 22 25 34 33 32 31 29 27 24 11 9 8 0 1 5 6 7 12 13 14 15 16 18 23 26 28 30 ]
