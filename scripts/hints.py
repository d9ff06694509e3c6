#!/usr/bin/python3
"""The catalog of hints: what would pass, in Chinese.  hints.py [--check | --list | --missing]

The program writes the hint of a refusal in English where it refuses; api/hints.yaml has the Chinese wording of each. This script reads the texts out of
src/: the hint argument of fail(), refusal(), Error{…}, of every function that has a parameter called `hint`, and what is assigned to a member `hint`.
What the code puts together becomes a pattern with `{}` where a value goes; a choice (a ? b : c) becomes one pattern a branch.

--check    fails when a text in src/ has no entry, or an entry fits no text; says where and what to do
--list     prints every pattern with its place
--missing  prints the patterns without an entry as entries to fill in
"""
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
CATALOG = "api/hints.yaml"
# Not part of the server's answers: the command line, the demonstration's script, the source's own machine, proofs (500 when they fail), the lab.
LEFT_OUT = ("cli", "demo", "source", "ledger", "store", "crypto", "lab")
# What tells the author of a rule pack about a file of it.
AUTHORS = ("bind", "calendar", "calendar_import", "document", "gate_check", "lint", "overlay", "pack", "procedure_check", "procedure_file", "procedure_places",
           "report", "schema", "skeleton", "articles", "origin")
PARTS = ("hint", "remedy", "more", "why")  # names of parameters that take a hint or the second half of one
ROOM = 4  # letters that a pattern must have beside its holes to say anything
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|(?P<raw>R"(?P<mark>[^(]*)\((?P<inside>.*?)\)(?P=mark)")|(?P<text>"(?:\\.|[^"\\\n])*")|'(?:\\.|[^'\\\n])+'"""
                   r"""|(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.']*)|(?P<sign>::|->|&&|\|\||\+=|==|!=|<=|>=|<<|[^\s\w])""", re.S)
OPEN, CLOSE = {"(": ")", "{": "}", "[": "]"}, {")", "}", "]"}
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'", "r": "\r", "0": "\0"}
HOLE = "{}"
CJK = re.compile("[\u4e00-\u9fff]")


class Token:
    __slots__ = ("kind", "text", "line")

    def __init__(self, kind, text, line):
        self.kind, self.text, self.line = kind, text, line

    def __repr__(self):
        return self.text


def tokens(source):
    out, line, last = [], 1, 0
    for m in TOKEN.finditer(source):
        line += source.count("\n", last, m.start())
        last = m.start()
        if m["raw"] is not None:
            out.append(Token("text", m["inside"], line))
        elif m["text"] is not None:
            out.append(Token("text", re.sub(r"\\(.)", lambda e: ESCAPES.get(e[1], e[0]), m["text"][1:-1]), line))
        elif m["word"]:
            out.append(Token("word", m["word"], line))
        elif m["number"] or m[0].startswith("'"):
            out.append(Token("value", m[0], line))
        elif m["sign"]:
            out.append(Token("sign", m["sign"], line))
    return out


def closing(all_tokens, i):
    """Index of the bracket that closes the one at i."""
    depth = 0
    while i < len(all_tokens):
        t = all_tokens[i]
        if t.kind == "sign":
            depth += (t.text in OPEN) - (t.text in CLOSE)
            if depth == 0:
                return i
        i += 1
    return i


def split(part, sign):
    """Pieces of a token list between the top-level occurrences of `sign`."""
    pieces, piece, depth, angle = [], [], 0, 0
    for i, t in enumerate(part):
        if t.kind == "sign":
            depth += (t.text in OPEN) - (t.text in CLOSE)
            if t.text == "<" and i and part[i - 1].text in ("vector", "optional", "map", "function", "pair", "static_cast", "Result", "set", "get", "size_t"):
                angle += 1
            elif t.text == ">" and angle:
                angle -= 1
            if t.text == sign and depth == 0 and angle == 0:
                pieces.append(piece)
                piece = []
                continue
        piece.append(t)
    return pieces + [piece]


def wrapped(part, *names):
    """The tokens inside std::name( … ) when that is all of `part`."""
    words = [t.text for t in part]
    for head in [["std", "::", n] for n in names] + [[n] for n in names]:
        n = len(head)
        if words[:n] == head and len(part) > n and part[n].text in "({" and closing(part, n) == len(part) - 1:
            return part[n + 1:-1]
    return None


def patterns(part, names, depth=0):
    """Every text that an expression can give, with {} for the values in it. `names` gives what a local name was set to."""
    if not part or depth > 12:
        return [HOLE]
    if all(t.kind == "text" for t in part):
        return ["".join(t.text.replace("{", "{{").replace("}", "}}") for t in part)]
    inner = wrapped(part, "string", "string_view", "move")
    if inner is not None:
        if len(split(inner, ",")) != 1:
            return [HOLE]
        return [""] if not inner else patterns(inner, names, depth + 1)
    if part[0].kind == "sign" and part[0].text == "(" and closing(part, 0) == len(part) - 1:
        return patterns(part[1:-1], names, depth + 1)
    choice = split(part, "?")
    if len(choice) > 1:
        rest = part[len(choice[0]) + 1:]
        level = at = brackets = 0
        for at, t in enumerate(rest):
            brackets += t.kind == "sign" and (t.text in OPEN) - (t.text in CLOSE)
            if brackets:
                continue
            level += (t.text == "?") - (t.text == ":")
            if level < 0:
                break
        return patterns(rest[:at], names, depth + 1) + patterns(rest[at + 1:], names, depth + 1)
    sum_of = split(part, "+")
    if len(sum_of) > 1:
        out = [""]
        for piece in sum_of:
            out = [a + b for a in out for b in patterns(piece, names, depth + 1)][:48]
        return out
    if len(part) == 1 and part[0].kind == "word" and part[0].text in names:
        found = []
        for value in names[part[0].text]:
            found += patterns(value, {k: v for k, v in names.items() if k != part[0].text}, depth + 1)
        return found[:48] or [HOLE]
    return [HOLE]


PARAMETER = re.compile(r"^(const )?(std :: string|std :: string_view|char)( [&*]+)? (?P<name>\w+)$")


def parameters(part):
    """[(name or None, is a text)] of a parameter list, or None when it is none."""
    out = []
    for piece in split(part, ","):
        piece = split(piece, "=")[0]
        m = PARAMETER.match(" ".join(t.text for t in piece))
        out.append(m["name"] if m else None)
    return out


def hidden():
    """Codes of which an answer shows neither place nor hint: from 500 on, 503 excepted (src/http/problem.cpp)."""
    table = yaml.safe_load((ROOT / "api/errors.yaml").read_text("utf-8"))
    return {name.replace(".", "_") for name, e in table.items() if e["status"] >= 500 and e["status"] != 503}


def codes(part):
    """The error codes named in a token list."""
    return {part[i + 2].text for i in range(len(part) - 2) if part[i].text == "ErrorCode" and part[i + 1].text == "::"}


def takers(files, inside):
    """Functions that take a hint: {file or None: {name: {number of arguments given at least: place of the hint}}}."""
    out = {None: {"fail": {2}}}
    for path, list_of in files.items():
        for i, t in enumerate(list_of[:-1]):
            if t.kind != "sign" or t.text != "(":
                continue
            end = closing(list_of, i)
            names = parameters(list_of[i + 1:end])
            place = next((i for i, n in enumerate(names) if n in PARTS), None)
            if place is None:
                continue
            at = i - 1
            if list_of[at].text == "]":  # a lambda: auto name = [&](…)
                depth = 0
                while at > 0:
                    depth += (list_of[at].text == "]") - (list_of[at].text == "[")
                    if depth == 0:
                        break
                    at -= 1
                if list_of[at - 1].text != "=":
                    continue
                at -= 2
            if list_of[at].kind != "word":
                continue
            body = next((j for j in range(end, min(end + 8, len(list_of))) if list_of[j].text in ("{", ";")), None)
            named = codes(list_of[i + 1:closing(list_of, body)]) if body and list_of[body].text == "{" else set()
            if named and named <= inside:
                continue
            name = list_of[at].text
            home = None if path.suffix == ".h" else path
            out.setdefault(home, {}).setdefault(name, set()).add(place)
            if home and at > 1 and list_of[at - 1].text == "::":  # a member, defined here and called elsewhere
                out[None].setdefault(name, set()).add(place)
    return out


def assignments(list_of):
    """What local names were set to, when a text is in it: {name: [tokens]}; only `type name = …;`, `name = …;` and `name += …`."""
    out = {}
    for i, t in enumerate(list_of[:-2]):
        if t.kind == "word" and list_of[i + 1].text == "=" and list_of[i - 1].text not in (".", "->", "&", "[", ","):
            end = i + 2
            depth = 0
            while end < len(list_of) and not (depth == 0 and list_of[end].kind == "sign" and list_of[end].text in (";", ",", ")")):
                depth += list_of[end].kind == "sign" and (list_of[end].text in OPEN) - (list_of[end].text in CLOSE)
                end += 1
            out.setdefault(t.text, []).append((i, list_of[i + 2:end]))
    return out


def functions(list_of):
    """(from, to) of the outermost bodies: what a local name means holds inside one of them."""
    out, i = [], 0
    while i < len(list_of):
        t = list_of[i]
        if t.text == "{" and t.kind == "sign":
            before = [x.text for x in list_of[max(0, i - 4):i]]
            if "namespace" in before or (before and before[-1] in ("namespace",)):
                i += 1
                continue
            head = i - 1
            while head > 0 and list_of[head].text not in (";", "}", "{"):
                head -= 1
            words = {x.text for x in list_of[head:i]}
            if words & {"struct", "class", "enum"} and "(" not in words:
                i += 1
                continue
            end = closing(list_of, i)
            out.append((i, end))
            i = end
        i += 1
    return out


def hint_of(list_of, i, sinks, inside):
    """The tokens of a hint that starts at i, or None."""
    t = list_of[i]
    if t.kind == "sign" and t.text == "{" and [x.text for x in list_of[i + 1:i + 3]] == ["ErrorCode", "::"]:
        given = split(list_of[i + 1:closing(list_of, i)], ",")
        return [given[2]] if len(given) > 2 and not (codes(given[0]) and codes(given[0]) <= inside) else []
    if t.kind != "word":
        return []
    if t.text == "Error" and (brace := i + 1 + (list_of[i + 1].kind == "word")) < len(list_of) and list_of[brace].text == "{":
        given = split(list_of[brace + 1:closing(list_of, brace)], ",")
        written = [x.text for x in given[0][:2]] == ["ErrorCode", "::"]  # found at its brace
        return [given[2]] if len(given) > 2 and not written and not (codes(given[0]) and codes(given[0]) <= inside) else []
    if t.text == "hint" and list_of[i - 1].text in (".", "->"):
        if list_of[i + 1].text in ("=", "+="):
            end = i + 2
            while list_of[end].text != ";":
                end += 1
            return [list_of[i + 2:end]]
        return []
    if t.text not in sinks or list_of[i + 1].text != "(":
        return []
    given = split(list_of[i + 2:closing(list_of, i + 1)], ",")
    if given and codes(given[0]) and codes(given[0]) <= inside:
        return []
    return [given[place] for place in sorted(sinks[t.text]) if place < len(given) and not PARAMETER.match(" ".join(x.text for x in split(given[place], "=")[0]))]


def texts():
    """[(pattern, file, line)] of every hint in src/."""
    files, inside = {}, hidden()
    for path in sorted((ROOT / "src").rglob("*")):
        parts = path.relative_to(ROOT / "src").parts
        if path.suffix in (".h", ".cpp") and ".gen." not in path.name and parts[0] not in LEFT_OUT and not (parts[0] == "rules" and path.stem in AUTHORS):
            files[path] = tokens(path.read_text("utf-8"))
    takes = takers(files, inside)
    out = []
    for path, list_of in files.items():
        sinks = {**takes[None], **takes.get(path, {})}
        bodies = functions(list_of)
        set_to = assignments(list_of)
        for i in range(len(list_of) - 1):
            for given in hint_of(list_of, i, sinks, inside):
                begin, end = next(((a, b) for a, b in bodies if a < i < b), (0, i))
                names = {n: [v for at, v in values if begin < at < i] for n, values in set_to.items()}
                for pattern in patterns(given, {n: v for n, v in names.items() if v}):
                    pattern = re.sub(r"^(\{\})?; ", "", re.sub(r"(\{\})+", HOLE, pattern))  # what is added to a hint is a sentence of its own
                    if len(re.sub(r"[^A-Za-z]", "", pattern)) < ROOM or re.fullmatch(r"/[a-z_]+", pattern):
                        continue
                    out.append((pattern, path.relative_to(ROOT), list_of[i].line))
    return out


def bilingual(pattern):
    """"中文 / English": the program shows the first part itself."""
    return bool(CJK.search(pattern)) and " / " in pattern


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def main():
    found = {}
    for pattern, path, line in texts():
        if not bilingual(pattern):
            found.setdefault(pattern, f"{path}:{line}")
    if "--list" in sys.argv:
        print("\n".join(f"{place}\t{pattern}" for pattern, place in found.items()))
        return
    catalog = {e["en"]: e["zh"] for e in yaml.safe_load((ROOT / CATALOG).read_text("utf-8"))["sentences"]}
    lacking = {pattern: place for pattern, place in found.items() if pattern not in catalog}
    if "--missing" in sys.argv:
        print("\n".join(f"  - {{en: {quoted(pattern)}, zh: }}  # {place}" for pattern, place in lacking.items()))
        return
    faults = [f"{place}: no Chinese for {pattern!r}; add under sentences: - {{en: {quoted(pattern)}, zh: …}}" for pattern, place in lacking.items()]
    faults += [f"{CATALOG}: no text in src/ reads {text!r} any more; take the entry out" for text in catalog if text not in found]
    faults += [f"{CATALOG}: {text!r} has no Chinese text; say what would pass" for text, zh in catalog.items() if not CJK.search(str(zh))]
    if faults:
        sys.exit("\n".join(faults) + f"\n{len(faults)} faults; then run scripts/generate.py")
    print(f"{len(found)} hints, all in {CATALOG}")


if __name__ == "__main__":
    main()
