/* {
  "description": "`++`, concatLists, tail, partition, groupBy and attrValues leave elements as they are.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "[ <CODE> <CODE> 2 <CODE> 4 4 <CODE> 5 <CODE> 6 ]"},
  "level": "implementation-defined",
  "mode": "lazy",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ (0 + 1) ]
++ builtins.concatLists [ [ (0 + 2) ] [ 2 ] ]
++ builtins.tail [ 0 (0 + 3) ]
++ (builtins.partition (x: true) [ (0 + 4) 4 ]).right
++ (builtins.groupBy (x: "k") [ (0 + 5) 5 ]).k
++ builtins.attrValues { a = 0 + 6; b = 6; }
