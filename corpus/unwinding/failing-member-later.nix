/* {
  "description": "A failure inside the value that tryEval returned is raised where it is demanded.",
  "expect": { "error": "throw" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let r = builtins.tryEval [ (throw "t") ]; in [ r.success (builtins.head r.value) ]
