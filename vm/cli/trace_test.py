#!/usr/bin/env python3
"""trace_test.py ASSAY CORPUS [--record]: what `assay trace` says, against golden files and rules.

traces/NAME.nix are programs, traces/NAME.jsonl what their traces must be, line by line. --record
writes the golden files anew: read the difference (git diff vm/cli/traces) against the rules in
vm/runtime/README.md before you commit it, since nothing else says that a trace is right.

What vm/model does not check (it holds contexts and states of thunks against the protocol) is then
checked on the golden programs and on every case of CORPUS; an evaluation that would take long is
cut short by --fuel, and is unwound like any other error:
- who is said to wait for what is pushed is the context below, for the thunk of the nearest Await;
- a suspended step is resumed, dropped or goes on waiting, and is resumed in the state it was left;
- a thunk is made once, before anything else happens to it, and only then patched;
- in the Chrome form every B has its E, in order of time and track.

Exit codes: 0 as it should be, 1 a breach (each is printed).
"""

import argparse
import concurrent.futures
import difflib
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "traces"
LINKS = ("ContextLink", "FrameLink")


def run(assay, *arguments, text=None):
    # Only what the machine does is looked at here, so the environment must not matter.
    done = subprocess.run([assay, "trace", *arguments], input=text, capture_output=True, text=True,
                          timeout=120, check=False, errors="replace",
                          env={"HOME": "/homeless", "PATH": os.environ.get("PATH", "")})
    if done.returncode not in (0, 1):
        return None, f"exit code {done.returncode}: {done.stderr[:500]}"
    return done.stdout, ""


class Rules:
    def __init__(self, name):
        self.name = name
        self.breaches = []
        self.stack = []    # [context, name, thunk of the nearest Await, state it is suspended in]
        self.known = set()  # thunks

    def breach(self, number, what):
        if len(self.breaches) < 5:
            self.breaches.append(f"{self.name}: event {number}: {what}")

    def check(self, events):
        for number, e in enumerate(events, 1):
            getattr(self, "on_" + e["event"])(number, e)
        if self.stack:
            self.breach(len(events), f"these contexts are left: {[c[0] for c in self.stack]}")
        return self.breaches

    def on_push(self, number, e):
        below = [c for c in self.stack if c[0] not in LINKS]
        waiter = f"{below[-1][0]} {below[-1][1]}".strip() if below else None
        if e.get("waiter") != waiter:
            self.breach(number, f"waiter {e.get('waiter')!r}, but below is {waiter!r}")
        thunk = below[-1][2] if below else 0
        if e.get("for", 0) != thunk:
            self.breach(number, f"for {e.get('for')}, but the nearest Await is of {thunk}")
        if e["context"] == "Await":
            thunk = e["thunk"]
        self.stack.append([e["context"], e.get("name", ""), thunk, None])

    def on_merge(self, number, e):
        if not self.stack or self.stack[-1][0] != "Await":
            self.breach(number, "a thunk joins an Await, but none is on top")
            return
        if e.get("waiter") != "Await" or e.get("for", 0) != self.stack[-1][2]:
            self.breach(number, f"for {e.get('for')}, but the Await is of {self.stack[-1][2]}")
        self.stack[-1][2] = e["thunk"]

    def on_pop(self, number, e):
        self.top(number, e)
        self.stack.pop()

    def on_unwind(self, number, e):
        self.top(number, e)
        if e.get("how") != "set aside":
            self.stack.pop()
        else:
            self.stack[-1][3] = None

    def top(self, number, e):
        if not self.stack:
            self.breach(number, f"{e['context']} goes, but the stack is empty")
            self.stack.append([e["context"], "", 0, None])
            return
        context, name = self.stack[-1][:2]
        if (context, name) != (e["context"], e.get("name", "")):
            self.breach(number, f"{e['context']} changes, but on top is {context} {name}")

    def on_thunk(self, number, e):
        self.known.add(e["thunk"])

    def on_suspend(self, number, e):
        if e["wants"] == "host":
            return
        self.top(number, e)
        self.stack[-1][3] = e["step"]

    def on_resume(self, number, e):
        self.top(number, e)
        if self.stack[-1][3] is not None and self.stack[-1][3] != e["step"]:
            self.breach(number, f"{e['name']} was left in state {self.stack[-1][3]}, "
                                f"resumed in {e['step']}")
        self.stack[-1][3] = None

    def on_make(self, number, e):
        if e["thunk"] in self.known:
            self.breach(number, f"thunk {e['thunk']} is made, but is known already")
        self.known.add(e["thunk"])

    def on_finalise(self, number, e):
        if e["thunk"] not in self.known:
            self.breach(number, f"thunk {e['thunk']} is patched, but was never made")

    def on_call(self, number, e):
        pass

    def on_error(self, number, e):
        pass


def chrome_breaches(name, text):
    try:
        events = json.loads(text)["traceEvents"]
    except ValueError as error:
        return [f"{name}: the Chrome form is no JSON: {error}"]
    open_slices, last = {}, 0
    for e in events:
        if e["ph"] == "M":
            continue
        if e["ts"] < last:
            return [f"{name}: the Chrome form goes back in time at {e}"]
        last = e["ts"]
        if e["ph"] == "B":
            open_slices.setdefault(e["tid"], []).append(e["name"])
        elif e["ph"] == "E":
            if not open_slices.get(e["tid"]):
                return [f"{name}: an E without a B at {e}"]
            # speedscope leaves a slice open whose end has another name, or none.
            if (begun := open_slices[e["tid"]].pop()) != e["name"]:
                return [f"{name}: an E that does not name {begun}, which it ends, at {e}"]
    return [f"{name}: track {tid} of the Chrome form ends with {left} open"
            for tid, left in open_slices.items() if left]


def check_golden(assay, program, record):
    text = program.read_text()
    out, problem = run(assay, "--strict", "-", text=text)
    if problem:
        return [f"{program.name}: {problem}"]
    golden = program.with_suffix(".jsonl")
    if record:
        golden.write_text(out)
    breaches = []
    wanted = golden.read_text() if golden.exists() else ""
    if wanted != out:
        difference = difflib.unified_diff(wanted.splitlines(), out.splitlines(), golden.name,
                                          "now", lineterm="", n=2)
        breaches.append("\n".join(difference) + "\nIf the new trace is right: trace_test.py "
                        "--record, and read the difference.")
    breaches += Rules(program.name).check([json.loads(x) for x in out.splitlines()][:-1])
    chrome, problem = run(assay, "--strict", "--format=chrome", "-", text=text)
    return breaches + ([problem] if problem else chrome_breaches(program.name, chrome))


def check_case(assay, number, path):
    flags = ["--strict", "--fuel", "3000", str(path)]
    out, problem = run(assay, *flags)
    if problem:
        return [f"{path}: {problem}"]
    breaches = Rules(str(path)).check([json.loads(x) for x in out.splitlines()][:-1])
    if number % 8 == 0:
        chrome, problem = run(assay, "--format=chrome", *flags)
        breaches += [problem] if problem else chrome_breaches(path, chrome)
    return breaches


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    programs = sorted(HERE.glob("*.nix"))
    cases = sorted(p for p in options.corpus.glob("*/*") if p.suffix == ".nix" or
                   (p / "default.nix").exists())
    if not programs or not cases:
        print(f"no programs in {HERE}, or no cases in {options.corpus}")
        return 1
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        found = [b for p in programs for b in check_golden(options.assay, p, options.record)]
        for some in pool.map(lambda c: check_case(options.assay, *c), enumerate(cases)):
            found += some
    print("\n".join(found[:40]) if found else
          f"{len(programs)} golden traces, rules kept by {len(cases)} cases of the corpus")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
