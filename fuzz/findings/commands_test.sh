#!/bin/bash
# `assay compare`, `shrink` and `promote` from the outside: what they print and how they exit.
# Usage: commands_test.sh ASSAY. The real evaluator is asked only where it is installed.
set -u
assay=$1
corpus=$(cd "$(dirname "$0")/../../corpus" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# expect CODE PATTERN COMMAND...: the exit code, and a line of the output.
expect() {
  local code=$1 pattern=$2 out got
  shift 2
  out=$("$@" 2>&1)
  got=$?
  if [ "$got" != "$code" ] || ! grep -qE -- "$pattern" <<<"$out"; then
    printf 'FAIL: %s\n  wanted exit %s and /%s/, got exit %s and\n%s\n' "$*" "$code" "$pattern" "$got" "$out"
    failed=1
  fi
}

expect 0 '^default: agree' "$assay" compare -E '1 + 1' --corpus "$corpus"
expect 0 'VM, nix-2.8 .*-9223372036854775808' "$assay" compare -E '9223372036854775807 + 1' --corpus "$corpus"
expect 0 'not comparable' "$assay" compare -E 'let f = x: f x; in f 1' --corpus "$corpus"
expect 0 'unspecified order' "$assay" compare -E '{ a = throw "a"; b = abort "b"; }' --corpus "$corpus"
expect 2 'no program' "$assay" compare
expect 2 'cannot be read' "$assay" compare /nowhere.nix
expect 3 'could not be run' "$assay" compare -E 1 --corpus "$corpus" --evaluator hnix
expect 0 '^\(9223372036854775807 \+ 1\)$' "$assay" shrink --against vm:nix-2.8 \
  -E 'let n = 9223372036854775807; f = x: [ x (x + 1) ]; in { a = f n; b = "text"; }'
expect 1 'do not disagree' "$assay" shrink -E '[ 1 2 ]'
expect 2 'unknown dialect' "$assay" shrink -E 1 --against vm:nowhere
expect 2 'topic' "$assay" promote -E 1 --name x --topic nowhere --corpus "$corpus"

cp -r "$corpus" "$scratch/corpus"
if command -v nix-instantiate >/dev/null; then
  expect 0 'decided by:.* integer-overflow-error' "$assay" promote -E '9223372036854775807 + 1' \
    --name found --topic smoke --corpus "$scratch/corpus"
  expect 0 '"when": *$|integer-overflow-error' cat "$scratch/corpus/smoke/found.nix"
  expect 2 'exists' "$assay" promote -E '1' --name found --topic smoke --corpus "$scratch/corpus"
  expect 0 ' 0 problems' "$assay" run --lint --corpus "$scratch/corpus"
  expect 0 '' "$assay" run --corpus "$scratch/corpus" --evaluator assay --evaluator nix smoke/found
  expect 1 'unspecified' "$assay" promote -E '{ a = throw "a"; b = abort "b"; }' \
    --name order --topic smoke --corpus "$scratch/corpus"
fi
exit $failed
