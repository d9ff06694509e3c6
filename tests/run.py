#!/usr/bin/python3
"""Runs every test of a build and sums them up.  run.py [--build DIR] [--only SUITE,…] [--skip SUITE,…] [-j N]

Suites, in this order (a cheap one that fails shows early):
  checks   generated files are fresh, layers, texts, hints in Chinese, story files, rule packs
  scripts  Python unit tests under tests/scripts
  unit     GoogleTest programs DIR/tests/unit_*
  http     Python tests under tests/http, against a server of their own
  lab      Python tests under tests/lab: attacks on `gongshu lab`, honest questions, its contract
  exchange Python tests under tests/exchange: a reference platform next door, over files and HTTP
  stories  tests/stories/run.py
  demo     `gongshu demo --headless` at a small scale
  web      the console and the portal: generated types, type check, vitest, size of the first load
  browser  Playwright in Debian's Chromium, against a demonstration that the program itself serves
  fuzz     a minute of libFuzzer on the query compiler, in CI only
Every test case counts once. The last line is `N passed, N failed`, with `, N skipped` when some were; exit 1 when one failed or none ran.
"""
import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYTHON = "/usr/bin/python3"
SUITE_SECONDS = 2400


@dataclasses.dataclass
class Case:
    """One test: state is passed, failed or skipped; text says why. What a passed one measured stands in the line of its suite."""
    name: str
    state: str
    text: str = ""


@dataclasses.dataclass
class Options:
    build: pathlib.Path
    jobs: int
    work: pathlib.Path

    @property
    def binary(self):
        return self.build / "gongshu"


def command(words, seconds=SUITE_SECONDS, **more):
    """Runs a program without input; (exit code, output). A program that hangs is stopped: exit 124."""
    try:
        done = subprocess.run([str(w) for w in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=seconds, check=False, **{"cwd": ROOT, **more})
        return done.returncode, done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as late:
        return 124, (late.stdout or b"").decode("utf-8", "replace") + f"\nstopped after {seconds} s"
    except OSError as fault:
        return 127, str(fault)


def single(name, words, seconds=SUITE_SECONDS, **more):
    """A program that is one test."""
    code, output = command(words, seconds, **more)
    return Case(name, "passed" if code == 0 else "failed", "" if code == 0 else f"exit {code}\n{output}")


def states_page(options):
    """docs/reference/states.md is what the program writes."""
    code, output = command([options.binary, "rules", "states"])
    page = ROOT / "docs/reference/states.md"
    fresh = code == 0 and page.exists() and page.read_text("utf-8") == output
    return Case("state diagrams are fresh", "passed" if fresh else "failed", "" if fresh else f"run {options.binary} rules states > docs/reference/states.md")


def checks(options):
    yield single("generated files are fresh", [PYTHON, "scripts/generate.py", "--check"])
    yield single("layers", [PYTHON, "scripts/check_layers.py"])
    yield single("texts", [PYTHON, "scripts/check_text.py"])
    yield single("hints in Chinese", [PYTHON, "scripts/hints.py", "--check"])
    yield single("story files", [PYTHON, "tests/stories/run.py", "--check"])
    yield single("every bound rule has a story", [PYTHON, "tests/stories/run.py", "--coverage"])
    yield states_page(options)
    yield single("the page of enforcement points is fresh", [PYTHON, "scripts/points_page.py", "--check", "--binary", options.binary])
    for pack in sorted(p.parent.name for p in (ROOT / "rulepacks").glob("*/pack.yaml")):
        yield single(f"rule pack {pack}", [options.binary, "rules", "lint", "--pack", pack])


def read_json(path):
    try:
        return json.loads(pathlib.Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def python_tests(options, folder):
    """unittest in a process of its own, so that a hanging or crashing test cannot take this one along."""
    out = options.work / (folder.replace("/", "_") + ".json")
    environment = {**os.environ, "GONGSHU_BINARY": str(options.binary)}
    code, output = command([PYTHON, __file__, "--unittest", folder, "--json", out], env=environment)
    cases = read_json(out)
    if cases is None:
        yield Case(folder, "failed", f"exit {code}\n{output}")
        return
    yield from (Case(**case) for case in cases)


def scripts(options):
    yield from python_tests(options, "tests/scripts")


def http(options):
    yield from python_tests(options, "tests/http")


def lab(options):
    yield from python_tests(options, "tests/lab")


def exchange(options):
    yield from python_tests(options, "tests/exchange")


def readable(text):
    """GoogleTest writes each byte of UTF-8 as a character of its own; this puts them together again."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def google_cases(name, document):
    """Cases of a GoogleTest JSON report."""
    for suite in document["testsuites"]:
        for test in suite["testsuite"]:
            case = f"{name}: {suite['name']}.{test['name']}"
            if test.get("failures"):
                yield Case(case, "failed", readable("\n".join(f["failure"] for f in test["failures"])))
            elif test.get("result") == "SKIPPED" or test.get("status") == "NOTRUN":
                yield Case(case, "skipped", readable(" ".join(m["message"].strip().split("\n")[-1] for m in test.get("skipped", []))))
            else:
                yield Case(case, "passed")


def google_program(options, program):
    """Runs one program; a crash is a failed case beside those it had time to report."""
    out = options.work / f"{program.name}.json"
    code, output = command([program, "--gtest_brief=1", f"--gtest_output=json:{out}"])
    document = read_json(out)
    cases = list(google_cases(program.name, document)) if document else []
    if document is None or (code != 0 and not any(c.state == "failed" for c in cases)):
        cases.append(Case(program.name, "failed", f"exit {code}\n{output[-20000:]}"))
    return cases


def unit(options):
    programs = sorted(p for p in (options.build / "tests").glob("unit_*") if p.is_file() and os.access(p, os.X_OK))
    if not programs:
        yield Case("unit", "failed", f"no programs in {options.build}/tests; build first")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for cases in pool.map(lambda p: google_program(options, p), programs):
            yield from cases


def stories(options):
    out = options.work / "stories.json"
    code, output = command([PYTHON, "tests/stories/run.py", "-j", options.jobs, "--json", out, "--binary", options.binary])
    results = read_json(out)
    if not results:
        yield Case("stories", "failed", f"exit {code}\n{output}")
        return
    for one in results:
        yield Case(one["name"], "failed" if one["error"] else "passed", one["error"] or "")


def demo(options):
    yield single("headless demo", [options.binary, "demo", "--headless", "--pack", "henan", "--data", options.work / "demo", "--residents", "50000"])
    for script in sorted((ROOT / "data" / "demo").glob("*.yaml")):
        yield single(f"headless demo {script.stem}", [options.binary, "demo", "--headless", "--pack", script.stem, "--data", options.work / f"demo-{script.stem}"])


def fuzz(options):
    """A minute of hostile queries through the whole compiler; elsewhere than in CI `make fuzz` does it."""
    if not os.environ.get("CI"):
        yield Case("fuzz engine_parse", "skipped", "only in CI (CI=true); run make fuzz")
        return
    code, output = command(["scripts/install.sh", "fuzz"])
    if code == 0:
        code, output = command(["fuzz/run.sh", "engine_parse"], env={**os.environ, "FUZZ_SECONDS": "60"})
    yield Case("fuzz engine_parse", "passed" if code == 0 else "failed", "" if code == 0 else f"exit {code}\n{output[-20000:]}")


def node_environment():
    """Environment with a Node.js new enough for the web tools in front; nothing when there is none or its packages are missing."""
    code, folder = command(["scripts/fetch_node.sh", "--path"])
    node = pathlib.Path(folder.strip() or "/nonexistent") / "node"
    if code != 0 or not node.is_file() or not (ROOT / "web/node_modules/vite").is_dir():
        return None
    return {**os.environ, "PATH": f"{node.parent}:{os.environ['PATH']}"}


def node_words(environment, *words):
    return [f"{environment['PATH'].split(':')[0]}/node", *words]


def vitest_cases(environment, out):
    code, output = command(node_words(environment, "node_modules/vitest/vitest.mjs", "run", "--reporter=json", f"--outputFile={out}"), cwd=ROOT / "web",
                           env=environment)
    document = read_json(out)
    if document is None:
        yield Case("vitest", "failed", f"exit {code}\n{output[-20000:]}")
        return
    for file in document["testResults"]:
        if file["status"] == "failed" and not file["assertionResults"]:
            yield Case(f"vitest: {file['name']}", "failed", file.get("message", ""))
        for one in file["assertionResults"]:
            state = one["status"] if one["status"] in ("passed", "failed") else "skipped"
            yield Case(f"vitest: {one['fullName']}", state, "\n".join(one.get("failureMessages", [])))


def web(options):
    environment = node_environment()
    if environment is None:
        yield Case("web", "skipped", "no Node.js 20.19 or newer with web/node_modules; scripts/install.sh brings both")
        return
    tools = {"types of the API are fresh": ["scripts/generate_api.mjs", "--check"], "web type check": ["node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit"],
             "size of the first load": ["scripts/budget.mjs"]}
    for name, words in tools.items():
        yield single(name, node_words(environment, *words), cwd=ROOT / "web", env=environment)
    yield from vitest_cases(environment, options.work / "vitest.json")


def playwright_cases(suite, title=""):
    for one in suite.get("specs", []):
        results = [r for t in one["tests"] for r in t["results"]]
        wrong = "\n".join(e.get("message", "") for r in results for e in r.get("errors", []))
        ran = any(r["status"] != "skipped" for r in results)
        yield Case(f"browser: {title}{one['title']}", "failed" if not one["ok"] else "passed" if ran else "skipped", wrong)
    for inner in suite.get("suites", []):
        yield from playwright_cases(inner, f"{inner['title']}: ")


def browser(options):
    environment = node_environment()
    chromium = os.environ.get("GONGSHU_CHROMIUM") or shutil.which("chromium")
    if environment is None or not chromium:
        yield Case("browser", "skipped", "no Chromium or no Node.js; scripts/install.sh brings both")
        return
    out = options.work / "playwright.json"
    environment |= {"GONGSHU_BINARY": str(options.binary), "GONGSHU_EMBEDDED": "1", "GONGSHU_CHROMIUM": chromium, "GONGSHU_REPORT": str(out),
                    "GONGSHU_WORKERS": str(options.jobs), "GONGSHU_TIMES": str(options.work / "times")}
    code, output = command(node_words(environment, "node_modules/@playwright/test/cli.js", "test"), cwd=ROOT / "web", env=environment)
    cases = [c for s in (read_json(out) or {}).get("suites", []) for c in playwright_cases(s)]
    if code != 0 and not any(c.state == "failed" for c in cases):
        cases.append(Case("browser", "failed", f"exit {code}\n{output[-20000:]}"))
    yield from cases
    times = {path.stem: read_json(path) for path in sorted((options.work / "times").glob("*.json"))}
    missing = [name for name in ("grid", "routes") if not times.get(name)]
    yield Case("browser: times are measured", "failed" if missing else "passed", f"no figures of {missing}" if missing else "; ".join(t["summary"] for t in times.values()))


SUITES = {"checks": checks, "scripts": scripts, "unit": unit, "http": http, "lab": lab, "exchange": exchange, "stories": stories, "demo": demo, "web": web, "browser": browser,
          "fuzz": fuzz}


def run_suites(names, options):
    cases = []
    for name in names:
        begin, mine = time.monotonic(), []
        print(f"{name} …", flush=True)
        try:
            for case in SUITES[name](options):
                mine.append(case)
                if case.state == "failed":
                    print(f"  FAILED {case.name}", flush=True)
        except Exception as fault:  # pylint: disable=broad-except  # a fault here must not pass for success
            mine.append(Case(name, "failed", repr(fault)))
        cases += mine
        measured = "".join(f"; {case.text}" for case in mine if case.state == "passed" and case.text)
        print(f"{name}: {tally(mine)} in {time.monotonic() - begin:.1f} s{measured}", flush=True)
    return cases


def tally(cases):
    count = {state: sum(c.state == state for c in cases) for state in ("passed", "failed", "skipped")}
    return f"{count['passed']} passed, {count['failed']} failed" + (f", {count['skipped']} skipped" if count["skipped"] else "")


def report(cases):
    skipped = [c for c in cases if c.state == "skipped"]
    if skipped:
        print("\nskipped:")
        for case in skipped:
            print(f"  {case.name}: {case.text}")
    for case in cases:
        if case.state == "failed":
            print(f"\n──── {case.name}\n{case.text.rstrip()}")
    print("\n" + tally(cases), flush=True)
    return 0 if cases and all(c.state != "failed" for c in cases) else 1


class Recorder(unittest.TestResult):
    """Collects Case-shaped dictionaries; a test with failing parts (subTest) is one failed case."""

    def __init__(self):
        super().__init__()
        self.cases = {}

    def note(self, test, state, text=""):
        name = test.id() if hasattr(test, "id") else str(test)
        old = self.cases.get(name)
        if old and old["state"] == "failed":
            state, text = "failed", old["text"] + ("\n" + text if text else "")
        self.cases[name] = {"name": name, "state": state, "text": text}

    def addSuccess(self, test):
        self.note(test, "passed")

    def addSkip(self, test, reason):
        self.note(test, "skipped", reason)

    def addFailure(self, test, err):
        self.note(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(test, "failed", f"{subtest}\n" + self._exc_info_to_string(err, test))

    def addExpectedFailure(self, test, err):
        self.note(test, "failed", "an expected failure proves nothing; fix it or leave it out")

    def addUnexpectedSuccess(self, test):
        self.note(test, "failed", "marked as expected failure")


def unittest_mode(folder, out):
    """Runs the unittest cases of a folder in this process and writes them as JSON."""
    recorder = Recorder()
    unittest.TestLoader().discover(folder, top_level_dir=folder).run(recorder)
    pathlib.Path(out).write_text(json.dumps(list(recorder.cases.values()), ensure_ascii=False), "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/release", help="build directory (default build/release)")
    parser.add_argument("--only", default=",".join(SUITES), metavar="SUITE,…")
    parser.add_argument("--skip", default="", metavar="SUITE,…")
    parser.add_argument("-j", type=int, default=2, metavar="N", help="programs at a time")
    parser.add_argument("--unittest", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--json", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.unittest:
        unittest_mode(arguments.unittest, arguments.json)
        return 0
    skipped = arguments.skip.split(",")
    names = [n for n in arguments.only.split(",") if n not in skipped]
    unknown = [n for n in names + [s for s in skipped if s] if n not in SUITES]
    if unknown:
        parser.error(f"unknown suite {', '.join(unknown)}")
    with tempfile.TemporaryDirectory(prefix="gongshu-tests-") as work:
        cases = run_suites(names, Options((ROOT / arguments.build).resolve(), max(1, arguments.j), pathlib.Path(work)))
    return report(cases)


if __name__ == "__main__":
    sys.exit(main())
