/* {
  "description": "A comparator that is no order gives what the algorithm makes of its answers: always a permutation, never a failure.",
  "tentative": true,
  "level": "implementation-defined",
  "expect": [{"when": ["peeksort"], "value": "[ 23 93 3 1 64 84 4 15 9 6 35 5 83 33 8 95 2 97 62 27 ]"}, {"value": "[ 83 33 23 93 3 1 64 84 4 95 35 5 15 9 6 8 2 97 62 27 ]"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "PeekSort, as its authors and Nix's util/sort.hh describe it: the run at the middle is looked for first, ranges of at most sixteen are sorted by insertion.", "url": "https://www.wild-inter.net/publications/munro-wild-2018"}]
} */
let mod = a: b: a - (a / b) * b; in
builtins.sort (a: b: mod (a * a * 7 + b * 13 + a * b) 5 < 2) [ 3 1 4 15 9 2 6 5 35 8 97 93 23 84 62 64 33 83 27 95 ]
