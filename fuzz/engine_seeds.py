#!/usr/bin/python3
"""Writes each query of tests/sql/*.test and of TPC-H as one seed file: engine_seeds.py DIRECTORY"""
import pathlib
import sys

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
tests = pathlib.Path(__file__).parent.parent / "tests/sql"
for file in sorted((tests / "tpch").glob("*.sql")):
    (out / f"tpch-{file.stem}").write_text(file.read_text())
for file in sorted(tests.glob("*.test")):
    name, lines = None, []
    for line in file.read_text().splitlines():
        if name is None and line.startswith("query "):
            name, lines = line.split()[1], []
        elif name is not None and line == "----":
            (out / f"{file.stem}-{name}").write_text("\n".join(lines))
            name = None
        elif name is not None:
            lines.append(line)
