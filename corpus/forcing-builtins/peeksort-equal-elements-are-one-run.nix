/* {
  "description": "Equal elements are an increasing run.",
  "features": ["peeksort"],
  "tentative": true,
  "level": "implementation-defined",
  "expect": {"value": "[ 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 ]", "trace": ["7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7", "7,7"]},
  "provenance": [{"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
builtins.sort (a: b: builtins.trace "${toString a},${toString b}" (a < b)) [ 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 7 ]
