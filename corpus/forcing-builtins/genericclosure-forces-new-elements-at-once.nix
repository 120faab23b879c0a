/* {
  "description": "genericClosure forces what the operator returns at once, not when its turn comes; its keys only then.",
  "level": "implementation-defined",
  "expect": {
    "value": "[ 1 2 3 4 ]",
    "trace": ["new1", "second", "k2", "new2", "nk1", "nk2"]
  },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" } ]
} */
map (x: x.key) (builtins.genericClosure {
  startSet = [ { key = 1; } (builtins.trace "second" { key = builtins.trace "k2" 2; }) ];
  operator = x:
    if x.key < 3 then
      [ (builtins.trace "new${toString x.key}" { key = builtins.trace "nk${toString x.key}" (x.key + 2); }) ]
    else
      [ ];
})
