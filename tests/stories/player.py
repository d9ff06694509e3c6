"""Plays the steps of a story on one server. Format: stories/README.md."""
import datetime
import json
import time

import client as http_client
import match
import story as story_files

DEFAULT_START = "2026-03-02"
ACTS = ("openMatter", "actOnMatter")
MOVE_CLOCK = "moveClock"  # served with --story-clock only
MILLISECONDS = {"hour": 3_600_000, "minute": 60_000, "second": 1000}


class Failure(Exception):
    """A step that did not go as the story says."""


class Player:
    """Plays steps on one server; `scopes` are the variables. The server runs already."""

    def __init__(self, library, server, validate):
        self.library, self.server, self.work = library, server, server.work
        self.client = http_client.Client("127.0.0.1", server.port, library.operations, self.now, validate)
        self.scopes = {"password": http_client.PASSWORD, "work": str(server.work), "data": str(server.data), "root": str(library.root),
                       "pack": server.pack}
        self.steps, self.now_ms, self.read_at = 0, 0, 0.0
        self.connect()

    def connect(self):
        """After a start of the server: its port, its time."""
        self.client.close()
        self.client.port = self.server.port
        self.scopes["url"] = f"http://127.0.0.1:{self.server.port}"
        self.move_clock({"by_ms": 0})

    def run(self, steps, where):
        for number, step in enumerate(steps, 1):
            place = f"{where} {number} (line {getattr(step, 'line', '?')})"
            kind = story_files.kind_of(place, step)
            if kind == "use":
                self.use(step)
                continue
            self.steps += 1
            try:
                getattr(self, kind)(step)
            except (Failure, match.Mismatch, RuntimeError, AssertionError, OSError) as fault:
                about = step.get("say") or step.get("call") or kind
                raise Failure(f"{place} {about}: {fault}") from fault

    def fill(self, value):
        return match.substitute(value, self.scopes)

    def use(self, step):
        """A fixture's parameters hide variables of the same name while it runs; what it saves stays."""
        fixture = self.library.fixture(step["use"])
        given = {**(fixture.get("with") or {}), **self.fill(step.get("with") or {})}
        given = {k: self.fill(v) for k, v in given.items()}
        hidden = {k: self.scopes[k] for k in given if k in self.scopes}
        self.scopes.update(given)
        try:
            self.run(fixture["steps"], f"fixture {step['use']}")
        finally:
            for name, value in given.items():
                if self.scopes.get(name) == value:
                    self.scopes.pop(name)
                    if name in hidden:
                        self.scopes[name] = hidden[name]

    def let(self, step):
        self.scopes.update(self.fill(step["let"]))

    def file(self, step):
        (self.work / self.fill(step["file"])).write_text(self.fill(step["text"]), "utf-8")

    def restart(self, _):
        code = self.server.stop()
        if code != 0:
            raise Failure(f"the server stopped with exit {code}\n{self.server.tail()}")
        self.server.start(self.now())
        self.connect()

    def now(self):
        """The server's time in milliseconds: its clock runs on from where it was set."""
        return self.now_ms + int((time.monotonic() - self.read_at) * 1000)

    def clock(self, step):
        text = str(self.fill(step["clock"]))
        if story_files.DATE.match(text):
            self.move_clock({"to": text})
            return
        amount, unit = story_files.CLOCK.match(text).groups()
        unit = unit.removesuffix("s")
        self.move_clock({"by_ms": int(amount) * MILLISECONDS[unit]} if unit in MILLISECONDS else {"by": f"{amount} {unit}s"})

    def move_clock(self, body):
        # Counted from before the call: the server read its clock some time after that, so that a server started at now() never finds its own
        # past in the future, however slow the answer was.
        asked_at = time.monotonic()
        answer = self.client.call(MOVE_CLOCK, body=body)
        if answer.status != 200:
            raise Failure(f"the clock did not move: {show(answer)}")
        self.read_at = asked_at
        self.now_ms = int(datetime.datetime.fromisoformat(answer.json["now"]).timestamp() * 1000)
        self.scopes["today"] = answer.json["now"][:10]

    def call(self, step):
        for _ in range(int(self.fill(step.get("times", 1)))):
            self.try_without(step)
            self.call_once(step)

    def try_without(self, step):
        """An act of a matter that is to succeed is tried before without each document, its decision and its reason: nothing of it may be missing."""
        if step["call"] not in ACTS or (step.get("expect") or {}).get("status", 200) >= 300:
            return
        body = self.fill(step.get("body") or {})
        for name, code, rest in story_files.left_out(body, self.library.acts(self.server.pack)):
            answer = self.client.call(step["call"], account=self.fill(step.get("as")), path=self.fill(step.get("path")), body=rest)
            if not isinstance(answer.json, dict) or answer.json.get("code") != code:
                raise Failure(f"without {name} the act should be refused with {code}\n    answer: {show(answer)}")

    def call_once(self, step):
        text = step.get("text")
        answer = self.client.call(
            step["call"], account=self.fill(step.get("as")), key=self.fill(step.get("key")), sign=self.fill(step.get("sign")),
            path=self.fill(step.get("path")), query=self.fill(step.get("query")), body=self.fill(step.get("body")),
            raw=None if text is None else self.fill(text).encode(), content_type=step.get("type", "text/csv" if text is not None else None),
            headers=self.fill(step.get("headers")))
        expect = self.fill(step.get("expect") or {})
        try:
            self.compare(expect, answer)
        except match.Mismatch as fault:
            raise Failure(f"{fault}\n    answer: {show(answer)}") from fault
        for name, path in (expect.get("save") or {}).items():
            self.scopes[name] = match.pointer(answer.json, path)

    @staticmethod
    def compare(expect, answer):
        status = expect.get("status")
        if status is None and not 200 <= answer.status < 300:
            raise match.Mismatch(f"expected success, got {answer.status}")
        if status is not None and answer.status != status:
            raise match.Mismatch(f"expected status {status}, got {answer.status}")
        document = answer.json if isinstance(answer.json, dict) else {}
        if answer.status >= 400:
            match.told_in_chinese(document)
        for member in ("code", "rule", "article", "at"):
            if member in expect and document.get(member) != expect[member]:
                raise match.Mismatch(f"expected {member} {expect[member]!r}, got {document.get(member)!r}")
        if "hint" in expect and expect["hint"] not in document.get("hint", ""):
            raise match.Mismatch(f"expected a hint with {expect['hint']!r}, got {document.get('hint')!r}")
        named = {rule.strip() for rule in answer.headers.get("x-gongshu-hints", "").split(",")}
        if missing := [rule for rule in expect.get("hints", []) if rule not in named]:
            raise match.Mismatch(f"expected the answer to hint at {', '.join(missing)}, got {answer.headers.get('x-gongshu-hints')!r}")
        if "body" in expect:
            match.subset(expect["body"], answer.json)

    def cli(self, step):
        done = self.server.cli([str(a) for a in self.fill(step["cli"])])
        expect = self.fill(step.get("expect") or {})
        for fault in [f"expected exit {expect.get('exit', 0)}, got {done.returncode}" if done.returncode != expect.get("exit", 0) else None,
                      *(f"expected {s} with {expect[s]!r}" for s in ("stdout", "stderr") if expect.get(s, "") not in getattr(done, s))]:
            if fault:
                raise Failure(f"{fault}\n    stdout: {done.stdout[-1500:]}\n    stderr: {done.stderr[-1500:]}")
        for name, path in (expect.get("save") or {}).items():
            self.scopes[name] = match.pointer(json.loads(done.stdout), path)


def show(answer):
    return f"{answer.status} {answer.body[:2000].decode('utf-8', 'replace')}"
