#!/usr/bin/python3
"""Checks that src/ keeps to the one table of layers, src/layers.json.  check_layers.py [--root DIR]

The table gives each folder a rank and the folders it may use. Checked:
- the table itself: known folders only, ranks never rise along `uses`, no cycle;
- every folder with sources is listed, and no source lies outside a listed folder;
- every #include "folder/file.h" names an existing file of the own folder or of one in `uses`;
- libraries stay in the layers that wrap them (LIBRARIES), and main() in cli;
- domain/ stays pure: no files, threads, clock, HTTP or SQL.
Prints one line a finding, `file:line: text`; exit 1 when there is one.
"""
import argparse
import json
import pathlib
import re
import sys

SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".inc"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')

# Headers that start with one of these may be included only in these folders.
LIBRARIES = [
    (("botan/", "gcrypt.h", "openssl/", "sodium.h"), {"crypto"}),
    (("sqlite3.h",), {"store", "gateway"}),
    (("soci/", "libpq-fe.h", "pqxx/"), {"store"}),
    (("duckdb.h", "duckdb/"), {"engine", "lab"}),
    (("pg_query.h", "pg_query.pb-c.h", "protobuf-c/"), {"engine"}),
    (("boost/beast", "boost/asio", "prometheus/"), {"http"}),
    (("valijson/",), {"rules"}),
    (("yaml-cpp/",), {"base", "rules", "app", "http", "cli"}),
    (("CLI/", "spdlog/"), {"cli"}),
    (("fmt/",), {"cli", "demo"}),
]

DOMAIN_HEADERS = {
    "fstream": "files", "filesystem": "files", "cstdio": "files", "stdio.h": "files", "fcntl.h": "files", "unistd.h": "files",
    "iostream": "files", "sys/stat.h": "files", "thread": "threads", "mutex": "threads", "shared_mutex": "threads", "future": "threads",
    "condition_variable": "threads", "atomic": "threads", "pthread.h": "threads", "ctime": "the system clock", "time.h": "the system clock",
    "sys/time.h": "the system clock", "random": "randomness",
}
DOMAIN_PREFIXES = {"boost/beast": "HTTP", "boost/asio": "HTTP", "sqlite3": "SQL", "soci/": "SQL", "duckdb": "SQL"}
DOMAIN_WORDS = {
    r"\bsystem_clock\b": "the system clock", r"\bSystemClock\b": "the system clock", r"\bsteady_clock\b": "the system clock",
    r"\b(?:std::)?getenv\s*\(": "the environment", r"\bstd::j?thread\b": "threads", r"\bstd::time\s*\(": "the system clock",
    r"\bstd::[io]?fstream\b": "files", r"\bfopen\s*\(": "files",
}


def strip_comments(text):
    """Blanks comments and keeps line numbers. String literals stay as they are."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)
    return pattern.sub(lambda m: m[0] if m[0][0] == '"' else re.sub(r"[^\n]", " ", m[0]), text)


def table_findings(table):
    """Faults of the table itself."""
    out = []
    for folder, entry in table.items():
        for used in entry["uses"]:
            if used not in table:
                out.append(f"src/layers.json: {folder} uses {used}, which is not listed")
            elif used == folder:
                out.append(f"src/layers.json: {folder} lists itself in uses")
            elif table[used]["rank"] > entry["rank"]:
                out.append(f"src/layers.json: {folder} (rank {entry['rank']}) uses {used} (rank {table[used]['rank']}): upwards")
    cycle = find_cycle({f: [u for u in e["uses"] if u in table and u != f] for f, e in table.items()})
    if cycle:
        out.append("src/layers.json: cycle " + " -> ".join(cycle))
    return out


def find_cycle(graph):
    """One cycle of a graph {node: [next]}, as the list of its nodes with the first repeated at the end; [] without one."""
    state, path = {}, []

    def visit(node):
        state[node] = "open"
        path.append(node)
        for following in graph.get(node, []):
            if state.get(following) == "open":
                return path[path.index(following):] + [following]
            if following not in state:
                found = visit(following)
                if found:
                    return found
        path.pop()
        state[node] = "done"
        return []

    for node in sorted(graph):
        if node not in state:
            found = visit(node)
            if found:
                return found
    return []


def folder_of(relative, table):
    """Listed folder of a path below src/ (the longest that matches), or None."""
    parts = pathlib.PurePosixPath(relative).parent.as_posix()
    while parts not in (".", ""):
        if parts in table:
            return parts
        parts = pathlib.PurePosixPath(parts).parent.as_posix()
    return None


class Checker:
    def __init__(self, root):
        self.src = pathlib.Path(root) / "src"
        self.table = json.loads((self.src / "layers.json").read_text("utf-8"))
        self.findings = table_findings(self.table)
        self.edges = {}

    def report(self, relative, line, text):
        self.findings.append(f"src/{relative}:{line}: {text}")

    def run(self):
        for path in sorted(self.src.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                self.file(path, path.relative_to(self.src).as_posix())
        cycle = find_cycle({a: sorted(b) for a, b in self.edges.items()})
        if cycle:
            self.findings.append("src: the includes form a cycle of folders: " + " -> ".join(cycle))
        return self.findings

    def file(self, path, relative):
        folder = folder_of(relative, self.table)
        if folder is None:
            self.report(relative, 1, "this folder is not listed in src/layers.json")
            return
        code = strip_comments(path.read_text("utf-8"))
        for number, line in enumerate(code.split("\n"), 1):
            match = INCLUDE.match(line)
            if match:
                self.library(relative, number, folder, match[2])
                if match[1] == '"':
                    self.include(relative, number, folder, match[2])
            elif folder.startswith("domain/"):
                for pattern, what in DOMAIN_WORDS.items():
                    if re.search(pattern, line):
                        self.report(relative, number, f"domain/ is pure: {what} does not belong here")
            if folder != "cli" and re.match(r"\s*int\s+main\s*\(", line):
                self.report(relative, number, "main() belongs to cli")

    def include(self, relative, number, folder, target):
        if not (self.src / target).is_file():
            self.report(relative, number, f'"{target}" is no file below src/; write the path from src/')
            return
        other = folder_of(target, self.table)
        if other is None or other == folder:
            return
        self.edges.setdefault(folder, set()).add(other)
        if other not in self.table[folder]["uses"]:
            up = self.table[other]["rank"] > self.table[folder]["rank"]
            self.report(relative, number, f'{folder} may not include "{target}": {other} is ' + ("above it" if up else "not in its uses"))

    def library(self, relative, number, folder, target):
        for prefixes, allowed in LIBRARIES:
            if target.startswith(prefixes) and folder not in allowed:
                self.report(relative, number, f"<{target}> belongs to {', '.join(sorted(allowed))}, not to {folder}")
        if folder.startswith("domain/"):
            what = DOMAIN_HEADERS.get(target) or next((w for p, w in DOMAIN_PREFIXES.items() if target.startswith(p)), None)
            if what:
                self.report(relative, number, f"domain/ is pure: <{target}> brings in {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parent.parent)
    findings = Checker(parser.parse_args().root).run()
    print("\n".join(findings) if findings else "layers: in order")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
