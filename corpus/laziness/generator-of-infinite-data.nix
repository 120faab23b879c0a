/* {
  "description": "A function may build data without end as long as only a part is demanded.",
  "expect": { "value": "[ 10 11 12 13 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  from = n: { head = n; tail = from (n + 1); };
  take = n: s: if n == 0 then [ ] else [ s.head ] ++ take (n - 1) s.tail;
in
take 4 (from 10)
