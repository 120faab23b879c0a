#!/usr/bin/env bash
# What the program answers to good and bad input: exit code, standard output, and what its message must say.
# Usage: cli_test.sh PATH-OF-ASSAY. Prints each breach; exits 1 if there was one.
set -u
assay=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export HOME=/fake-home NIX_PATH=
failed=0

# expect CODE OUTPUT MESSAGE-PART ARGUMENT...   (standard input: $input)
input=""
expect() {
  local code=$1 output=$2 message=$3
  shift 3
  printf '%s' "$input" | timeout 60 "$assay" "$@" >out 2>err
  local got=$?
  if [ "$got" != "$code" ] || { [ -n "$output" ] && [ "$(cat out)" != "$output" ]; } ||
    { [ -n "$message" ] && ! grep -qF -- "$message" err; }; then
    echo "assay $*"
    echo "  wanted exit $code, output '$output', message with '$message'"
    echo "  got    exit $got, output '$(head -c 300 out)', message '$(head -c 300 err)'"
    failed=1
  fi
}

printf '{ a ? 1, b ? { c = 2; } }: { inherit a b; l = [ 10 20 ]; }' >f.nix
expect 0 3 "" eval -E '1 + 2'
expect 0 '<LAMBDA>' "" eval --eval f.nix
expect 0 2 "" eval --strict f.nix -A b.c
expect 0 20 "" eval --strict f.nix -A l.1
expect 0 '"x"' "" eval --json f.nix --argstr a x -A a
expect 0 $'"a"\n"b"' "" eval --expr '"a"' '"b"'
input='1 + 1' expect 0 2 "" eval -
expect 0 1 "trace: seen" eval -E 'builtins.trace "seen" 1'
expect 0 1 "has no effect" eval --option frobnicate yes -E 1
expect 0 '{"value":"1","trace":["t"]}' "" eval --outcome=json -E 'builtins.trace "t" 1'
expect 1 '{"error":"throw","message":"x","position":{"file":"(string)","line":1,"column":1},"trace":[]}' "" \
  eval --outcome=json -E 'throw "x"'

expect 2 "" "unknown flag '--frobnicate'" eval --frobnicate
expect 2 "" "needs a value" eval -A
expect 2 "" "needs a number" eval --fuel many -E 1
expect 2 "" "unknown dialect" eval --dialect nix-9 -E 1
expect 2 "" "unknown command" frobnicate
expect 2 "" "there is no setting" run --in-process nothing
expect 2 "" "unknown feature" eval --feature nothing -E 1

# Warnings of the parser, with their position, do not end up in the value.
expect 0 '[ 1 ]' 'at (string):1:18' eval --strict -E 'let or = 1; in [ (x: x) or ]'
expect 0 '0.5' 'warning: a number begins with its point' eval --dialect lix-2.95 -E .5
expect 0 1 "unknown to this dialect" eval --extra-deprecated-features url-literals -E 1
expect 1 "" "put it in quotes" eval --dialect lix-2.95 -E x:x
expect 0 '"x:x"' "" eval --dialect lix-2.95 --extra-deprecated-features url-literals -E x:x
expect 0 '"x:x"' "" eval --dialect lix-2.95 --option extra-deprecated-features url-literals -E x:x
expect 0 1 "hides <nix/fetchurl.nix>" eval --dialect lix-2.95 -I nix=/x -E 1
expect 0 3 "" eval --dialect lix-2.95 --extra-experimental-features pipe-operator -E '2 |> (x: x + 1)'
"$assay" dialects >table || failed=1
for part in 'nix from 2.20, estimated' 'unless --extra-deprecated-features url-literals' 'A warning:'; do
  grep -qF -- "$part" table || { echo "assay dialects does not say '$part'"; failed=1; }
done

expect 1 "" "attribute 'nope' in selection path 'nope' not found" eval f.nix -A nope
expect 1 "" "does not exist" eval missing.nix
mkdir dir
expect 1 "" "dir/default.nix' does not exist" eval dir
: >empty.nix
expect 1 "" "unexpected end of file" eval empty.nix
printf '\xff\xfe' >bytes.nix
expect 1 "" "invalid token" eval bytes.nix
head -c 10000000 /dev/zero | tr '\0' '[' >brackets.nix
expect 1 "" "the list opened at line 1, column 10000000 is not finished" eval brackets.nix
mkdir root
echo '"inside"' >root/in.nix
ln -s ../f.nix root/leak.nix
expect 0 '"inside"' "" eval --restrict "$work/root" root/in.nix
expect 1 "" "forbidden in restricted mode" eval --restrict "$work/root" f.nix
expect 1 "" "forbidden in restricted mode" eval --restrict "$work/root" root/leak.nix
expect 1 "" "forbidden in restricted mode" eval --restrict "$work/root" -E "import $work/root/../f.nix"

expect 0 1000000 "" eval -E 'let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 1000000'
expect 1 "" "infinite recursion" eval -E 'let x = x; in x'
expect 1 "" "max-call-depth" eval -E '(x: x x) (x: x x)'
expect 1 "" "max-call-depth" eval -E 'let f = n: 1 + f n; in f 0'
expect 1 "" "heap limit" eval --heap-limit 64 -E 'let f = n: [ n ] ++ f (n + 1); in f 0'
expect 1 "" "fuel" eval --fuel 1000 -E 'let f = n: f (n + 1); in f 0'
expect 0 2 "" eval --stats -E '1 + 1'
python3 - <<'PYTHON' || { echo "eval --stats does not print what was used"; failed=1; }
import json
s = json.load(open("err"))
assert s["fuel"] == 2 and s["cpuTime"] > 0 and s["stackBytes"] > 0, s
assert s["symbols"]["bytes"] > s["symbols"]["number"] > 100, s
assert s["gc"]["totalBytes"] > 0 and s["collections"]["minor"] == 0, s
PYTHON
expect 0 5 "" eval --stats --collect-always -E 'builtins.length (map (x: x) [ 1 2 3 4 5 ])'
grep -q '"minor":[1-9]' err || { echo "eval --stats counts no collections"; failed=1; }
expect 0 "" "" trace -E 'let a = b; b = 1 + 1; in a'
grep -q '"state":"blackhole"' out || { echo "trace shows no thunk under evaluation"; failed=1; }
expect 1 "" "" trace --format=chrome -E 'throw "x"'
python3 -c 'import json; assert json.load(open("out"))["otherData"]["outcome"]["error"] == "throw"' ||
  { echo "the Chrome form lacks the outcome"; failed=1; }
expect 0 '{"value":"2","trace":[]}' "" trace --html page.html -E '1 + 1'
grep -q '<html' page.html || { echo "trace --html wrote no page"; failed=1; }
expect 2 "" "knows 'json' and 'chrome'" trace --format xml -E 1
expect 2 "" "flag of 'assay trace'" eval --html page.html -E 1
expect 2 "" "holds one evaluation" trace --html page.html -E 1 2
expect 2 "" "cannot write 'no/such/page.html'" trace --html no/such/page.html -E 1
# A snapshot at a limit, and another process that goes on, at a higher one and then with none.
echo 'let f = n: if n == 0 then 0 else builtins.trace n (1 + f (n - 1)); in f 9 + import ./root/n.nix' >count.nix
echo '1 + 1' >root/n.nix
expect 1 "" "Kept in 's.bin'" eval --restrict root --fuel 15 --snapshot s.bin count.nix
rm count.nix
expect 1 "" "Kept in 's.bin'" eval --restrict root --fuel 25 --resume s.bin --snapshot s.bin
grep -q '^trace: 9' err && { echo "eval --resume begins again"; failed=1; }
expect 1 "" "fuel limit" eval --restrict root --fuel 26 --resume s.bin
expect 0 11 "" eval --restrict root --resume s.bin
expect 2 "" "another dialect" eval --restrict root --dialect nix-2.8 --resume s.bin
expect 2 "" "holds other files" eval --resume s.bin
echo '1 + 2' >root/n.nix
expect 2 "" "holds other files" eval --restrict root --resume s.bin
expect 2 "" "'nothing.bin' cannot be read" eval --resume nothing.bin
expect 2 "" "it is no snapshot" eval --resume f.nix
expect 2 "" "give no input" eval --resume s.bin f.nix
expect 2 "" "cannot write 'no/such.bin'" eval --fuel 3 --snapshot no/such.bin -E 'let f = n: f n; in f 0'
expect 2 "" "flag of 'assay eval'" trace --resume s.bin
exit $failed
