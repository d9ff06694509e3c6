"""The real binary as an analyst meets it: a policy, inputs, a state, lines of queries in, lines of answers out.

    with Lab(POLICY, {"adult": "adult.csv"}) as lab:
        answers = lab.ask([("session", "SELECT COUNT(*) FROM adult"), …])
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = pathlib.Path(os.environ.get("GONGSHU_BINARY", ROOT / "build/release/gongshu"))
SHARED = ROOT.parent / "shared" / "data"
MEMBERS = ["id", "verdict", "columns", "rows", "withheld", "grouping", "reasons"]


class Answer:
    """One line of the contract."""

    def __init__(self, line):
        self.line = line
        for name in ("id", "verdict", "columns", "rows", "withheld", "grouping", "reasons"):
            setattr(self, name, line[name])

    @property
    def seen(self):
        """All that a requester can tell apart, without the id they gave themselves."""
        return {name: value for name, value in self.line.items() if name != "id"}

    def codes(self):
        return [reason["code"] for reason in self.reasons]

    def __repr__(self):
        text = json.dumps(self.seen, ensure_ascii=False)
        return text if len(text) < 600 else text[:600] + " …"


class Lab:
    """A directory with policy, inputs and state; every ask() is a process of its own on the same state."""

    def __init__(self, policy, inputs, seconds=30):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gongshu-lab-"))
        self.inputs = {name: pathlib.Path(path) for name, path in inputs.items()}
        self.policy = self.dir / "policy.yaml"
        self.policy.write_text(policy, "utf-8")
        self.state = self.dir / "state"
        self.seconds = seconds

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def command(self, *more):
        words = [BINARY, "lab", "--policy", self.policy, "--state", self.state, "--seconds", str(self.seconds)]
        for name, path in self.inputs.items():
            words += ["--input", f"{name}={path}"]
        return [str(word) for word in [*words, *more]]

    def run(self, lines, *more):
        """(exit code, standard output, standard error) of a batch given on standard input; lines are bytes or text."""
        data = b"\n".join(line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass") for line in lines) + b"\n"
        done = subprocess.run(self.command("--batch", "-", *more), input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600, check=False)
        return done.returncode, done.stdout, done.stderr

    def ask(self, questions, *more):
        """Answers in the order of the questions, which are (session, sql) or sql alone."""
        pairs = [question if isinstance(question, tuple) else (None, question) for question in questions]
        lines = [json.dumps({"id": number, "sql": sql} | ({"session": session} if session is not None else {})) for number, (session, sql) in enumerate(pairs)]
        code, out, err = self.run(lines, *more)
        if code != 0:
            raise AssertionError(f"exit {code}\n{err.decode('utf-8', 'replace')}")
        answers = [Answer(json.loads(line)) for line in out.decode("utf-8").splitlines()]
        if [answer.id for answer in answers] != list(range(len(pairs))):
            raise AssertionError(f"{len(pairs)} questions, answers {[answer.id for answer in answers]}")
        return answers
