#!/usr/bin/python3
"""Checks what the sources say.  check_text.py [--root DIR]

- src/ and web/src name no jurisdiction: neither a pack's id, nor its place, nor its rule ids (law is data; words come from rulepacks/*/);
- nothing is left open (marks such as "to do"), nothing names a directory of one developer's machine;
- tests are named by behaviour, none is disabled;
- relative links in Markdown lead somewhere, and so do the files that the maps name (MAPS);
- sources stay within LONGEST lines.
Prints one line a finding, `file:line: text`; exit 1 when there is one.
"""
import argparse
import pathlib
import re
import subprocess
import sys

import yaml

LONGEST = 400
TEXT = {".h", ".cpp", ".py", ".sh", ".yaml", ".yml", ".json", ".md", ".cmake", ".txt", ".ts", ".vue", ".html", ".css", ".js", ".test", ".service", ""}
SOURCES = {".h", ".cpp", ".ts", ".vue"}
GENERATED = re.compile(r"(\.gen\.|^api/openapi\.yaml$|package-lock\.json$)")
OPEN_MARK = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:home|Users)/[a-z]\w*/|(?<![\w.$}])/(?:ro" + r"ot|wo" + r"rk)/\w|/tmp/bash_" + "jobs")
TEST_NAME = re.compile(r"^\s*(?:TYPED_)?TEST(?:_F|_P)?\s*\(\s*(\w+)\s*,\s*(\w+)\s*\)")
EMPTY_NAME = re.compile(r"^(?:test)?_?\d*$|^(?:it)?works?\d*$|^basics?\d*$|^misc\d*$|^(?:bug|issue|ticket|regression|milestone|phase)_?\d+", re.I)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
PLACE = re.compile(r"([\u4e00-\u9fff]{2,4}?)(省|自治区|市|县|区)")
# Documents that guide a reader through the tree; what they name in backticks lies below the root, src/ or docs/.
MAPS = {"ARCHITECTURE.md", "README.md", "README.en.md", "CONTRIBUTING.md"}
NAMED_FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:h|cpp|py|sh|yaml|yml|json|md|txt))`")
# Packs that are no jurisdiction.
COMMON_PACKS = {"national"}


def strings(value):
    """Every string inside a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def jurisdiction_words(root):
    """(names, rule id prefixes) of the packs: ids, the places of their titles in Chinese, and the letters before the dash of rule ids."""
    names, prefixes = set(), set()
    for file in sorted((root / "rulepacks").glob("*/pack.yaml")):
        pack = yaml.safe_load(file.read_text("utf-8")) or {}
        name = pack.get("id") or pack.get("pack") or file.parent.name
        if name in COMMON_PACKS:
            continue
        names.add(name)
        for title in strings(pack.get("title", "")):
            for place in PLACE.finditer(title):
                if title.startswith(place[0]):
                    names.update((place[0], place[1]))
        for rules in file.parent.glob("*.yaml"):
            prefixes.update(re.findall(r"^\s*-?\s*\{?\s*id:\s*[\"']?([A-Z]{2,4})-\d", rules.read_text("utf-8"), re.M))
    return names, prefixes


def tracked(root):
    """Files under version control, or all files where there is no repository."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [line for line in listed.stdout.split("\n") if line and (root / line).is_file()]
    return [p.relative_to(root).as_posix() for p in sorted(root.rglob("*")) if p.is_file()]


class Checker:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.findings = []
        names, prefixes = jurisdiction_words(self.root)
        ordered = sorted(names, key=lambda n: (-len(n), n))
        latin = [re.escape(n) for n in ordered if n.isascii()]
        han = [re.escape(n) for n in ordered if not n.isascii()]
        parts = ([r"(?<![A-Za-z])(?:" + "|".join(latin) + r")(?![A-Za-z])"] if latin else []) + han
        self.names = re.compile("|".join(parts), re.I) if parts else None
        self.rule_ids = re.compile(r"\b(?:" + "|".join(sorted(prefixes)) + r")-\d+") if prefixes else None

    def report(self, name, line, text):
        self.findings.append(f"{name}:{line}: {text}")

    def run(self):
        for name in tracked(self.root):
            path = self.root / name
            if path.suffix not in TEXT or name.startswith("LICENSE"):
                continue
            try:
                text = path.read_text("utf-8")
            except UnicodeDecodeError:
                self.report(name, 1, "not UTF-8")
                continue
            self.file(name, path, text)
        self.decisions()
        return self.findings

    def decisions(self):
        """Every decision record is in the index."""
        index = self.root / "docs/decisions/README.md"
        listed = index.read_text("utf-8") if index.exists() else ""
        for record in sorted((self.root / "docs/decisions").glob("[0-9]*.md")):
            if record.name not in listed:
                self.report("docs/decisions/README.md", 1, f"{record.name} is missing from the table")

    def file(self, name, path, text):
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            self.line(name, number, line)
        if name.endswith(".md"):
            self.links(name, path, lines)
        if path.suffix in SOURCES and not GENERATED.search(name) and len(lines) > LONGEST + 1:
            self.report(name, len(lines), f"longer than {LONGEST} lines; split it")

    def line(self, name, number, line):
        own_samples = name.startswith("tests/scripts/")
        if not own_samples and (mark := OPEN_MARK.search(line)):
            self.report(name, number, f"{mark[0]}: finish it or leave it out")
        if not own_samples and (where := MACHINE_PATH.search(line)):
            self.report(name, number, f"{where[0]}…: a path of one machine")
        if name.startswith(("src/", "web/src/")) and not name.endswith(".md"):  # a README cites its articles
            self.jurisdictions(name, number, line)
        if name.startswith("tests/") and (test := TEST_NAME.match(line)):
            self.test_name(name, number, test[1], test[2])

    def jurisdictions(self, name, number, line):
        if self.names and (word := self.names.search(line)):
            self.report(name, number, f"'{word[0]}' is a jurisdiction; it belongs to a rule pack")
        code = line.split("//")[0]
        if self.rule_ids and (rule := self.rule_ids.search(code)):
            self.report(name, number, f"'{rule[0]}' is a rule id; bind an enforcement point instead")

    def test_name(self, name, number, suite, test):
        if suite.startswith("DISABLED_") or test.startswith("DISABLED_"):
            self.report(name, number, f"{suite}.{test} is disabled")
        elif EMPTY_NAME.match(test):
            self.report(name, number, f"{suite}.{test}: name the behaviour")

    def links(self, name, path, lines):
        fenced = False
        for number, line in enumerate(lines, 1):
            fenced ^= line.lstrip().startswith("```")
            if fenced:
                continue
            if name in MAPS:
                for target in NAMED_FILE.findall(line):
                    if not any((self.root / base / target).exists() for base in ("", "src", "docs")):
                        self.report(name, number, f"`{target}` does not exist")
            for target in LINK.findall(line):
                if "://" in target or target.startswith("mailto:"):
                    continue
                if not (path.parent / target).exists():
                    self.report(name, number, f"the link to {target} leads nowhere")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parent.parent)
    findings = Checker(parser.parse_args().root).run()
    print("\n".join(findings) if findings else "texts: in order")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
