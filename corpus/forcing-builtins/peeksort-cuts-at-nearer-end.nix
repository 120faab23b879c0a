/* {
  "description": "A range is cut at that end of the run at its middle that is nearer to the middle; the run is not sorted again but merged.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 1 2 3 4 5 7 8 9 11 12 13 14 15 16 17 18 19 21 25 30 ]", "trace": ["16,15", "15,14", "14,13", "13,12", "12,7", "7,4", "4,11", "16,15", "17,16", "18,17", "19,18", "3,19", "2,9", "30,9", "11,30", "11,9", "4,30", "4,11", "4,9", "4,2", "7,30", "7,11", "7,9", "7,4", "12,30", "12,11", "13,30", "13,12", "14,30", "14,13", "15,30", "15,14", "16,30", "16,15", "17,30", "17,16", "18,30", "18,17", "19,30", "19,18", "21,3", "1,21", "1,3", "25,21", "8,25", "8,21", "8,3", "5,25", "5,21", "5,8", "5,3", "1,2", "3,2", "3,4", "5,4", "5,7", "8,7", "8,9", "21,9", "21,11", "21,12", "21,13", "21,14", "21,15", "21,16", "21,17", "21,18", "21,19", "21,30", "25,30"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 9 2 30 11 4 7 12 13 14 15 16 17 18 19 3 21 1 25 8 5 ]
