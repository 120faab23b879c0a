/* {
  "description": "Up to sixteen elements are sorted by insertion, each compared with its neighbours downwards.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 1 2 3 4 5 ]", "trace": ["2,5", "4,5", "4,2", "1,5", "1,4", "1,2", "3,5", "3,4", "3,2"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 5 2 4 1 3 ]
