#!/usr/bin/env python3
"""trace_page_test.py ASSAY [--screenshots DIR]: the page of `assay trace --html` in Chromium.

Writes pages, steps through them with keys, buttons and filters, and checks what the document then
shows; also that the page asks the network for nothing, reports no error, and stays quick with as
many events as it keeps. Drives Chromium over the pipe of its debugging protocol, with nothing but
Python's own library. --screenshots also leaves pictures of the page, light, dark and narrow.

Exit codes: 0 as it should be, 1 a breach (each is printed), 77 no Chromium (`ci/setup page`).
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = """\
# A few of everything: a finaliser, a comparator, an error that is caught.
let
  numbers = [ 3 1 base ];
  base = 1 + offset;
  offset = 40;
  sorted = builtins.sort (a: b: a < b) numbers;
  total = builtins.foldl' (acc: x: acc + x) 0 sorted;
  safe = builtins.tryEval (throw "no ${toString total}");
  describe = { scale ? factor * 2, factor ? 3 }: "ä ${toString scale}";
  unused = throw "never";
in
[ total safe.success (describe { }) (with { x = "y"; }; x) ]
"""


class Browser:
    """Chromium, driven over its debugging pipe: messages of JSON, each ended by a zero byte."""

    def __init__(self, program, profile):
        to_browser, self.to = os.pipe()
        self.back, from_browser = os.pipe()

        def ends():
            # The protocol's pipe is the descriptors 3 (to the browser) and 4 (from it).
            a, b = os.dup(to_browser), os.dup(from_browser)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars=false",
             "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}",
             "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=ends, env=os.environ | {"HOME": profile})
        os.close(to_browser)
        os.close(from_browser)
        self.number = 0
        self.pending = b""
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(domain + ".enable")

    def message(self):
        while b"\0" not in self.pending:
            part = os.read(self.back, 1 << 20)
            if not part:
                raise SystemExit("trace_page_test: Chromium ended; does it run here by hand?")
            self.pending += part
        first, self.pending = self.pending.split(b"\0", 1)
        return json.loads(first)

    def call(self, method, **params):
        self.number += 1
        request = {"id": self.number, "method": method, "params": params}
        if getattr(self, "session", None):
            request["sessionId"] = self.session
        os.write(self.to, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"trace_page_test: {method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def eval(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"trace_page_test: {script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def open(self, path, width=1440, height=900, dark=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 700)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.events.clear()
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path if "://" in path else pathlib.Path(path).as_uri())
        deadline = time.monotonic() + 60
        while not self.eval("document.readyState === 'complete' && typeof trace !== 'undefined'"):
            if time.monotonic() > deadline:
                raise SystemExit("trace_page_test: the page did not load within a minute")
            time.sleep(0.05)

    def key(self, key, shift=False):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      modifiers=8 if shift else 0)

    def picture(self, path):
        self.eval("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        data = self.call("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def close(self):
        # The pipe's end tells Chromium to go; waiting keeps its profile from being pulled away.
        os.write(self.to, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Checks:
    def __init__(self):
        self.failed = 0

    def equal(self, what, found, wanted):
        if found != wanted:
            self.failed += 1
            print(f"{what}:\n  wanted {wanted!r}\n  found  {found!r}")

    def true(self, what, holds, found=""):
        if not holds:
            self.failed += 1
            print(f"{what}: it does not hold {found!r}")


def write_page(assay, directory, name, *arguments):
    path = pathlib.Path(directory) / f"{name}.html"
    subprocess.run([assay, "trace", "--html", str(path), *arguments], stdout=subprocess.DEVNULL,
                   check=False, timeout=120)
    return path


def lines_of(assay, *arguments):
    out = subprocess.run([assay, "trace", *arguments], capture_output=True, text=True, timeout=120,
                         check=False).stdout
    return [json.loads(line) for line in out.splitlines()][:-1]


def text(selector):
    return f"document.querySelector({selector!r})?.textContent ?? null"


def check_steps(browser, checks, assay, page, arguments):
    """What each pane shows agrees with the JSON lines of the same evaluation."""
    events = lines_of(assay, *arguments)
    browser.open(str(page))
    checks.equal("events in the page", browser.eval("trace.length"), len(events))
    checks.equal("position at the start", browser.eval(text("#position")), f"1 / {len(events)}")
    checks.true("at the first event one cannot go back", browser.eval("document.getElementById('back').disabled"))

    stack = []
    states = {}
    for i, e in enumerate(events):
        if i > 0:
            browser.key("ArrowRight")
        if e["event"] == "push":
            stack.append(e["context"])
        elif e["event"] == "pop" or e["event"] == "unwind" and e.get("how") != "set aside":
            stack.pop()
        elif e["event"] == "thunk":
            states[e["thunk"]] = e["state"]
        if e.get("thunk"):
            states.setdefault(e["thunk"], "suspended")
        found = browser.eval("[...document.querySelectorAll('#stack .row')].map((r) => r.dataset.context)")
        checks.equal(f"context stack after event {i + 1}", found, stack[::-1][:len(found)])
        checks.true(f"stack rows after event {i + 1}", len(found) >= min(len(stack), 4), found)
        shown = browser.eval("Object.fromEntries([...document.querySelectorAll('#graph .thunk')]"
                             ".map((g) => [g.dataset.thunk, g.classList[1]]))")
        for number, state in states.items():
            checks.equal(f"state of thunk {number} after event {i + 1}", shown.get(str(number)), state)
        if "at" in e and e["event"] not in ("make",):
            mark = browser.eval("document.querySelector('#source mark.current')"
                                "?.closest('.line').dataset.line ?? null")
            checks.equal(f"line marked after event {i + 1}", mark, e["at"].split(":")[-2])
    at_end = browser.eval("document.getElementById('graph').innerHTML")
    checks.equal("stack at the end", browser.eval(text("#stack-note"))[:6], "0 deep")
    checks.true("at the last event one cannot go on", browser.eval("document.getElementById('forward').disabled"))

    # Backwards: what was shown on the way there is shown again.
    browser.eval("goTo(40)")
    forty = browser.eval("document.querySelector('main').innerText")
    browser.key("ArrowRight")
    checks.true("a step changes what is shown", browser.eval("document.querySelector('main').innerText") != forty)
    browser.key("ArrowLeft")
    checks.equal("a step back shows the same again", browser.eval("document.querySelector('main').innerText"), forty)
    browser.key("End")
    checks.equal("End shows the end", browser.eval("document.getElementById('graph').innerHTML"), at_end)
    browser.key("Home")
    checks.equal("Home goes to the start", browser.eval("step"), 0)
    browser.key("PageDown")
    checks.equal("PageDown goes on by fifty", browser.eval("step"), 50)
    browser.eval("document.getElementById('back').click()")
    checks.equal("the button goes back", browser.eval("step"), 49)
    browser.eval("const s = document.getElementById('slider'); s.value = 7;"
                 "s.dispatchEvent(new Event('input'))")
    checks.equal("the slider goes there", browser.eval("step"), 7)
    push = next(i for i, e in enumerate(events) if e["event"] == "push" and e["context"] == "Builtin")
    browser.eval(f"goTo({push - 1})")
    browser.key("ArrowRight", shift=True)
    pop = browser.eval("step")
    checks.true("Shift → goes over what runs above", pop > push and browser.eval(
        f"trace.events[{pop}].contexts <= trace.events[{push - 1}].contexts"), pop)
    browser.key("ArrowLeft", shift=True)
    checks.equal("Shift ← goes back over it", browser.eval("step"), push - 1)

    # The bytecode: the instruction of the event is marked.
    call = next(i for i, e in enumerate(events) if e["event"] == "finalise")
    browser.eval(f"goTo({call})")
    checks.true("the instruction is marked", "Finalise" in (browser.eval(text("#code .current")) or ""))

    # The list of events: filter by text and by kind, walk in it.
    browser.eval("const f = document.getElementById('filter'); f.value = '__sort';"
                 "f.dispatchEvent(new Event('input'))")
    wanted = sum(e.get("name") == "__sort" for e in events)
    checks.equal("events about __sort", browser.eval("panes.events.steps.length"), wanted)
    checks.true("and only those are listed", browser.eval(
        "[...document.querySelectorAll('#events .what')].every((e) => e.textContent.includes('__sort'))"))
    browser.eval("f.value = ''; f.dispatchEvent(new Event('input'));"
                 "[...document.querySelectorAll('#kinds button')].find((b) => b.textContent === 'pop').click()")
    pops = sum(e["event"] == "pop" for e in events)
    checks.equal("without pops", browser.eval("panes.events.steps.length"), len(events) - pops)
    browser.eval("goTo(0); document.getElementById('events').focus()")
    browser.key("ArrowDown")
    checks.equal("down goes to the next that is listed", browser.eval("step"), 1)


def check_page(browser, checks):
    """Nothing from the network, no error, names for what can be focused."""
    loaded = [e["params"]["request"]["url"] for e in browser.events
              if e.get("method") == "Network.requestWillBeSent"]
    checks.equal("requests beside the page", [u for u in loaded if not u.startswith(("file:", "about:"))], [])
    errors = [e["params"] for e in browser.events
              if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]
    checks.equal("errors of the page", errors, [])
    unnamed = browser.eval("""[...document.querySelectorAll('button, input, [tabindex]')].filter((e) =>
        !e.getAttribute('aria-label') && !e.textContent.trim()).map((e) => e.outerHTML)""")
    checks.equal("controls without a name", unnamed, [])
    wide = browser.eval("document.documentElement.scrollWidth - innerWidth")
    checks.true("the page is no wider than the window", wide <= 0, wide)


def check_long(browser, checks, assay, directory):
    page = write_page(assay, directory, "long", "-E",
                      "builtins.foldl' (a: n: a + builtins.length [ n ]) 0 (builtins.genList (x: x + 1) 20000)")
    browser.open(str(page))
    checks.equal("a long trace is cut", browser.eval("trace.length"), 100000)
    checks.true("and says so", "first 100000 of " in (browser.eval(text("#cut")) or ""))
    millis = browser.eval("(() => { const t = performance.now(); for (let i = 0; i < 50; ++i)"
                          "goTo((i * 7919 * 13) % trace.length); return (performance.now() - t) / 50; })()")
    print(f"a step to anywhere in 100000 events: {millis:.1f} ms")
    checks.true("a step to anywhere takes less than 100 ms", millis < 100, millis)
    rows = browser.eval("document.querySelectorAll('#events .row').length")
    checks.true("only the rows in sight are in the document", 5 < rows < 100, rows)

    deep = write_page(assay, directory, "deep", "-E",
                      "let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 10000")
    browser.open(str(deep))
    browser.eval("goTo(trace.length >> 1)")
    checks.true("the stack is deep", browser.eval("panes.stack.nodes.length") > 5000)
    rows = browser.eval("document.querySelectorAll('#stack .row').length")
    checks.true("only its rows in sight are in the document", 2 < rows < 100, rows)
    millis = browser.eval("(() => { const t = performance.now(); for (let i = 0; i < 20; ++i)"
                          "goTo(step + 1); return (performance.now() - t) / 20; })()")
    print(f"a step on a deep stack: {millis:.1f} ms")
    checks.true("a step on a deep stack takes less than 100 ms", millis < 100, millis)


def screenshots(browser, page, failing, directory):
    pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
    sizes = {"wide": (1440, 900), "laptop": (1024, 768), "narrow": (390, 844)}
    for name, (width, height) in sizes.items():
        for dark in (False, True):
            for about, path, step in (("some", page, 0.62), ("error", failing, 0.5)):
                browser.open(str(path), width, height, dark)
                browser.eval(f"goTo(Math.floor(trace.length * {step}))")
                look = "dark" if dark else "light"
                browser.picture(pathlib.Path(directory) / f"{name}-{look}-{about}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--screenshots", metavar="DIR")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or \
        shutil.which("google-chrome")
    if not chromium:
        print("skipped: there is no Chromium; 'ci/setup page' installs it")
        return 77
    checks = Checks()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        program = pathlib.Path(directory) / "program.nix"
        program.write_text(PROGRAM)
        arguments = ["--strict", str(program)]
        page = write_page(options.assay, directory, "some", *arguments)
        failing = write_page(options.assay, directory, "error", "-E",
                             "let a = { x = b.y; }; b = { y = a.x + 1; }; in [ a.x ] == [ 1 ]")
        broken = write_page(options.assay, directory, "broken", "-E", "1 +")
        browser = Browser(chromium, directory)
        try:
            check_steps(browser, checks, options.assay, page, arguments)
            check_page(browser, checks)
            for width in (1024, 390):
                browser.open(str(page), width)
                check_page(browser, checks)
            browser.open(page.as_uri() + "#12")
            checks.equal("an address with a step opens there", browser.eval("step"), 11)
            browser.open(str(failing))
            checks.true("an error is shown", "infinite-recursion" in browser.eval(text("#outcome")))
            check_page(browser, checks)
            browser.open(str(broken))
            checks.true("a text that does not compile is explained",
                        "could not be compiled" in browser.eval(text("#change")))
            check_page(browser, checks)
            check_long(browser, checks, options.assay, directory)
            if options.screenshots:
                screenshots(browser, page, failing, options.screenshots)
        finally:
            browser.close()
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
