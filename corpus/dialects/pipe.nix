/* {
  "description": "`a |> f` and `f <| a` call f with a.",
  "expect": {"value": "[ \"3\" \"3\" ]"},
  "features": ["pipe-operators"],
  "provenance": [{"evaluator": "nix", "version": "2.35.2"}]
} */
[ (1 + 2 |> toString) (toString <| 4 - 1) ]
