#!/usr/bin/python3
"""docs/reference/enforcement-points.md: every point a rule can bind to, its parameters, and the code that reads it.

points_page.py [--binary PATH] writes the page from `gongshu rules points --json`; with --check it fails when the page differs."""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/enforcement-points.md"
DECLARED = re.compile(r"Point\s+(k\w+)\s*\{\s*\"([a-z_.]+)\"")


def readers():
    """Point id → source files that use its constant, the declaring header left out."""
    sources = {p: p.read_text("utf-8") for p in sorted((ROOT / "src").rglob("*")) if p.suffix in (".h", ".cpp")}
    out = {}
    for path, text in sources.items():
        for constant, point in DECLARED.findall(text):
            word = re.compile(rf"\b{constant}\b")
            space = path.parent.name
            # a constant of another folder is written with its namespace there
            users = [u for u, t in sources.items()
                     if u != path and (word.search(t) if u.parent == path.parent else re.search(rf"\b{space}::{constant}\b", t) or
                                       (word.search(t) and f'"{path.relative_to(ROOT / "src")}"' in t))]
            if path.suffix == ".cpp":
                users.append(path)
            out.setdefault(point, set()).update(str(u.relative_to(ROOT / "src")) for u in users)
    return out


def parameter(p):
    kind = p["kind"] + (": " + ", ".join(p["choices"]) if p.get("choices") else "")
    default = f"`{json.dumps(p['default'], ensure_ascii=False)}`" if "default" in p else "—"
    return f"| `{p['name']}` | {kind} | {p['meaning']['zh']} {p['meaning']['en']} | {default} |"


def page(points):
    used = readers()
    lines = ["# 执行点 Enforcement points", "", "<!-- written by scripts/points_page.py from `gongshu rules points --json`; do not edit -->", "",
             "规则在 `bind` 中写执行点和参数；“默认”是产品默认，不是法律。 A rule names a point and its parameters under `bind`; a default is the product's, never law.", "",
             "| kind | 写法 written as |", "|---|---|", "| integer | `10` |", "| duration | `7 working_days`, `30 days`, `6 months`, `1 quarter`, `3 years` |",
             "| list | `[a, b]`; each key named under `labels` |", "| choice | one of the words given |", "| chain | the name of a chain of the pack |",
             "| text, boolean | `word`, `true` |"]
    for point in points:
        always = "条文未规定时产品也执行 enforced by default" if point["by_default"] else "由规则绑定后执行 enforced where a rule binds it"
        lines += ["", f"## `{point['id']}`", "", f"{point['title']['zh']} · {point['title']['en']}. {always}.", ""]
        if point["parameters"]:
            lines += ["| 参数 parameter | kind | 两包都规定时 when two packs speak | 默认 default |", "|---|---|---|---|"] + [parameter(p) for p in point["parameters"]] + [""]
        where = sorted(used.get(point["id"], ()))
        lines += ["读取处 read by: " + (", ".join(f"`{w}`" for w in where) or "—")]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "build/release/gongshu"))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    shown = json.loads(subprocess.run([arguments.binary, "rules", "points", "--json"], check=True, capture_output=True).stdout)
    text = page(shown["points"])
    if arguments.check:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            sys.exit(f"out of date: {PAGE.relative_to(ROOT)}; run scripts/points_page.py --binary {arguments.binary}")
        return
    PAGE.write_text(text, "utf-8")


main()
