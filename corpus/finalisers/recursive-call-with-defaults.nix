/* {
  "description": "In a recursive function with defaults every call has defaults of its own.",
  "expect": { "value": "[ \"82\" \"81\" \"90\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = { n ? 2, tag ? (m: "${toString m}${toString n}") }: if n == 0 then [ (tag 9) ] else [ (tag 8) ] ++ f { n = n - 1; };
in
f { }
