"""Reads story and fixture files (format: stories/README.md) and says precisely what is wrong with one."""
import pathlib
import re

import yaml

STORY_KEYS = {"title", "pack", "rules", "start", "given", "steps"}
FIXTURE_KEYS = {"title", "with", "steps"}
CALL_KEYS = {"say", "call", "as", "key", "sign", "path", "query", "body", "text", "type", "headers", "times", "expect"}
STEP_KEYS = {
    "call": CALL_KEYS,
    "use": {"say", "use", "with"},
    "clock": {"say", "clock"},
    "cli": {"say", "cli", "expect"},
    "file": {"say", "file", "text"},
    "let": {"say", "let"},
    "restart": {"say", "restart"},
}
CALL_EXPECT = {"status", "code", "rule", "article", "at", "hint", "hints", "body", "save"}
CLI_EXPECT = {"exit", "stdout", "stderr", "save"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
CLOCK = re.compile(r"\+(\d{1,6}) (days?|working_days?|months?|quarters?|years?|hours?|minutes?|seconds?)$")
RULE_ID = re.compile(r"^\s*-?\s*\{?\s*id:\s*[\"']?([A-Z]{2,4}-\d+[a-z]?)\b", re.M)


class StoryError(Exception):
    """A file that is not a story: the message names file, line and fault."""


class Map(dict):
    """A mapping that knows the line it starts on."""
    line = 0


class Loader(yaml.SafeLoader):
    """YAML without dates (2026-03-01 stays text), without duplicate keys, with line numbers."""

    def construct_map(self, node):
        out = Map()
        out.line = node.start_mark.line + 1
        yield out
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in out:
                raise StoryError(f"{self.name}:{key_node.start_mark.line + 1}: '{key}' occurs twice")
            out[key] = self.construct_object(value_node, deep=True)


Loader.add_constructor("tag:yaml.org,2002:map", Loader.construct_map)
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read(path):
    """The mapping of one YAML file; StoryError names the line of a syntax fault."""
    try:
        with open(path, encoding="utf-8") as stream:
            document = yaml.load(stream, Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise StoryError(f"{path}: {fault}") from fault
    if not isinstance(document, dict):
        raise StoryError(f"{path}: a mapping is expected")
    return document


def keys_known(where, mapping, allowed, what):
    unknown = [str(k) for k in mapping if k not in allowed]
    if unknown:
        raise StoryError(f"{where}: unknown key in {what}: {', '.join(unknown)}")


def kind_of(where, step):
    """The key that says what a step is."""
    if not isinstance(step, dict):
        raise StoryError(f"{where}: a step is a mapping")
    kinds = [k for k in STEP_KEYS if k in step and not (k == "file" and "call" in step)]
    if len(kinds) != 1:
        raise StoryError(f"{where}: a step has exactly one of {', '.join(STEP_KEYS)}")
    return kinds[0]


def reason_due(acts, items):
    """Whether every act of this name asks for a reason with these items."""
    def asked(act):
        rule = act.get("reason")
        return rule is True or isinstance(rule, dict) and any(items.get(item) in ([of] if isinstance(of, str) else of) for item, of in rule.items())
    return bool(acts) and all(asked(act) for act in acts)


def left_out(body, acts):
    """What an act must not be taken without: (name, error code, the body without it) for each document, the decision, the reason where one is due.
    `acts`: definitions by name; the opening act may go unnamed."""
    for kind in body.get("evidence") or {}:
        rest = {k: v for k, v in body["evidence"].items() if k != kind}
        yield kind, "rule.evidence_missing", {**{k: v for k, v in body.items() if k != "evidence"}, **({"evidence": rest} if rest else {})}
    if "decision" in body:
        yield "its decision", "rule.evidence_missing", {k: v for k, v in body.items() if k != "decision"}
    if "reason" in body and reason_due(acts.get(body.get("act")), body.get("items") or {}):
        yield "its reason", "rule.reason_missing", {k: v for k, v in body.items() if k != "reason"}


def check_step(path, step, operations):
    where = f"{path}:{getattr(step, 'line', '?')}"
    kind = kind_of(where, step)
    keys_known(where, step, STEP_KEYS[kind], f"a '{kind}' step")
    if kind == "call":
        keys_known(where, step.get("expect") or {}, CALL_EXPECT, "expect")
        if operations is not None and step["call"] not in operations:
            raise StoryError(f"{where}: no operation '{step['call']}' in api/openapi.yaml")
        if "as" in step and "key" in step:
            raise StoryError(f"{where}: 'as' and 'key' exclude each other")
        if "body" in step and "text" in step:
            raise StoryError(f"{where}: 'body' and 'text' exclude each other")
    elif kind == "cli":
        keys_known(where, step.get("expect") or {}, CLI_EXPECT, "expect")
        if not isinstance(step["cli"], list):
            raise StoryError(f"{where}: 'cli' is a list of arguments")
    elif kind == "clock" and not (DATE.match(str(step["clock"])) or CLOCK.match(str(step["clock"]))):
        raise StoryError(f"{where}: clock is '+7 working_days' or a date, not '{step['clock']}'")
    elif kind == "file" and "text" not in step:
        raise StoryError(f"{where}: 'file' needs 'text'")


class Library:
    """The stories of a repository, their fixtures, the rules of the packs and the operations of the contract."""

    def __init__(self, root, operations=None):
        self.root = pathlib.Path(root)
        self.operations = operations
        self.fixtures = {}
        self.known_acts = {}

    def stories(self, text=""):
        """Story files whose path contains `text`, in order."""
        files = sorted(p for p in (self.root / "stories").glob("*/*.yaml") if p.parent.name not in ("fixtures", "packs"))
        return [p for p in files if text in p.relative_to(self.root).as_posix()]

    def rules(self, pack):
        """Ids of the rules of a pack and of the packs it builds on."""
        ids = {i for file in self.files(pack) for i in RULE_ID.findall(file.read_text("utf-8"))}
        for base in self.bases(pack):
            ids |= self.rules(base)
        return ids

    def files(self, pack):
        """pack.yaml and the further files of pack.d."""
        folder = self.folder(pack)
        return sorted([*folder.glob("*.yaml"), *folder.glob("pack.d/*.yaml")])

    def folder(self, pack):
        """Of a pack of the product, or of one that only stories run (stories/packs)."""
        for parent in ("rulepacks", "stories/packs"):
            if (self.root / parent / str(pack)).is_dir():
                return self.root / parent / str(pack)
        raise StoryError(f"no rule pack '{pack}'")

    def bases(self, pack):
        """The packs that a pack names as its base."""
        about = self.folder(pack) / "pack.yaml"
        base = (yaml.safe_load(about.read_text("utf-8")) or {}).get("base") if about.exists() else None
        return [base] if isinstance(base, str) else base or []

    def overlays(self):
        """Packs that only stories run, by name."""
        return {p.parent.name: p.parent for p in sorted((self.root / "stories/packs").glob("*/pack.yaml"))}

    def bound(self, pack, levels=None):
        """Ids of the rules of this pack alone that are bound to an enforcement point; with `levels`, only those of such a level."""
        rules = [rule for file in self.files(pack) for rule in read(file).get("rules") or []]
        return {rule["id"] for rule in rules if rule.get("bind") and (levels is None or rule.get("level") in levels)}

    def acts(self, pack):
        """{act's name: its definitions in the procedures of the pack and its bases}."""
        if pack not in self.known_acts:
            out = {}
            for file in self.files(pack):
                for procedure in (read(file).get("procedures") or {}).values():
                    for name, act in procedure["acts"].items():
                        out.setdefault(name, []).append(act)
            for base in self.bases(pack):
                for name, acts in self.acts(base).items():
                    out.setdefault(name, []).extend(acts)
            self.known_acts[pack] = out
        return self.known_acts[pack]

    def packs(self):
        return sorted(p.parent.name for p in (self.root / "rulepacks").glob("*/pack.yaml"))

    def story(self, path):
        """A checked story; raises StoryError."""
        name = pathlib.Path(path).relative_to(self.root).as_posix()
        document = read(path)
        keys_known(name, document, STORY_KEYS, "a story")
        for key in ("title", "pack", "rules", "steps"):
            if not document.get(key):
                raise StoryError(f"{name}: '{key}' is missing" + ("; a story names the rules it tests" if key == "rules" else ""))
        folder = pathlib.Path(path).parent.name
        if document["pack"] != folder and not (document["pack"] in self.overlays() and folder in self.bases(document["pack"])):
            raise StoryError(f"{name}: pack '{document['pack']}' lies in another folder")
        if not DATE.match(str(document.get("start", "2026-03-02"))):
            raise StoryError(f"{name}: start is a date")
        known = self.rules(document["pack"])
        unknown = [r for r in document["rules"] if r not in known]
        if unknown:
            raise StoryError(f"{name}: unknown rule {', '.join(map(str, unknown))}")
        self.check_steps(name, (document.get("given") or []) + document["steps"], ())
        return document

    def check_steps(self, name, steps, above):
        for step in steps:
            check_step(name, step, self.operations)
            if "use" in step:
                self.check_use(name, step, above)

    def check_use(self, name, step, above):
        fixture = step["use"]
        if fixture in above:
            raise StoryError(f"{name}:{step.line}: fixture '{fixture}' uses itself")
        body = self.fixture(fixture)
        unknown = set(step.get("with") or {}) - set(body.get("with") or {})
        if unknown:
            raise StoryError(f"{name}:{step.line}: fixture '{fixture}' takes no {', '.join(sorted(unknown))}")
        self.check_steps(f"stories/fixtures/{fixture}.yaml", body["steps"], (*above, fixture))

    def fixture(self, name):
        if name not in self.fixtures:
            path = self.root / f"stories/fixtures/{name}.yaml"
            if not path.is_file():
                raise StoryError(f"no fixture '{name}' in stories/fixtures")
            document = read(path)
            keys_known(path.name, document, FIXTURE_KEYS, "a fixture")
            if not document.get("steps"):
                raise StoryError(f"{path.name}: 'steps' is missing")
            self.fixtures[name] = document
        return self.fixtures[name]
