#!/usr/bin/python3
"""Turns the lines of the benchmarks into a table and a file.  report.py LINES RESULTS

RESULTS is a JSON array of {name, unit, value, floor, ratio, note}; floor and ratio are null where a figure has no floor.
"""
import json
import pathlib
import sys
import unicodedata

KEYS = ("name", "unit", "value", "floor", "ratio", "note")


def width(text):
    """Columns a text takes in a terminal; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def number(value):
    if value is None:
        return ""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"


def goal(figure):
    """("≥ 0.5", met?) of a figure's goal, or ("", True) without one."""
    measured = figure["ratio"] if figure.get("ratio") is not None else figure["value"]
    if "at_least" in figure:
        return f"≥ {number(figure['at_least'])}", measured >= figure["at_least"]
    if "at_most" in figure:
        return f"≤ {number(figure['at_most'])}", measured <= figure["at_most"]
    return "", True


def table(figures):
    rows = [["figure", "value", "unit", "floor", "ratio", "goal", "note"]]
    for figure in figures:
        text, met = goal(figure)
        ratio = "" if figure.get("ratio") is None else f"{figure['ratio']:.2f}"
        rows.append([figure["name"], number(figure["value"]), figure["unit"], number(figure.get("floor")), ratio,
                     text + ("" if met else " MISSED"), figure.get("note", "")])
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    right = {1, 3, 4}
    for row in rows:
        cells = [" " * (widths[i] - width(c)) + c if i in right else c + " " * (widths[i] - width(c)) for i, c in enumerate(row)]
        yield "  ".join(cells).rstrip()


def main():
    lines, results = sys.argv[1:]
    figures = [json.loads(line) for line in pathlib.Path(lines).read_text("utf-8").splitlines() if line.strip()]
    for figure in figures:
        missing = {"name", "unit", "value"} - set(figure)
        if missing:
            sys.exit(f"a figure lacks {', '.join(sorted(missing))}: {figure}")
    print("\n".join(table(figures)))
    kept = [{**{k: None for k in KEYS}, **{k: f[k] for k in KEYS if k in f}} for f in figures]
    pathlib.Path(results).write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.exit(0 if figures else "no figures")


if __name__ == "__main__":
    main()
