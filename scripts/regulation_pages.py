"""docs/reference/regulations/<pack>.md: each article of a text, how it is enforced, and the stories that show it. Used by generate.py."""
import pathlib

import yaml

MARK = "product_default"
LEVELS = ["must", "principle", "evidence", "encourage"]
ENFORCED = {"must": "机器拒绝 refused by machine", "principle": "机器拒绝，可经批准例外 refused unless an exception is approved",
            "evidence": "留存证据 evidence kept", "encourage": "提示 hint", None: "尚未执行 not yet enforced"}
STATUS = {"in_force": "施行中 in force", "trial": "试行 trial", "draft": "**征求意见稿，尚未生效 a draft for comment, not law in force**"}


def load(folder):
    """A pack: pack.yaml and, where it has them, the lists and maps of pack.d/*.yaml added to it."""
    pack = yaml.safe_load((folder / "pack.yaml").read_text("utf-8"))
    for part in sorted(folder.glob("pack.d/*.yaml")):
        for key, value in (yaml.safe_load(part.read_text("utf-8")) or {}).items():
            if isinstance(value, list):
                pack[key] = pack.get(key, []) + value
            elif isinstance(value, dict):
                pack[key] = {**pack.get(key, {}), **value}
    return pack


def stories_by_rule(root):
    out = {}
    for path in sorted((root / "stories").glob("*/*.yaml")):
        if path.parent.name == "fixtures":
            continue
        story = yaml.safe_load(path.read_text("utf-8"))
        for rule in story.get("rules") or []:
            out.setdefault(rule, []).append((path.relative_to(root), story["title"]["zh"]))
    return out


def level(rule):
    levels = {b.get("level", rule["level"]) for b in rule.get("bind") or []}
    return next((one for one in LEVELS if one in levels), None)


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def bound_to(rule):
    """The points of a rule; a procedure's name stands behind its point."""
    out = []
    for bind in rule.get("bind") or []:
        runs = (bind.get("params") or {}).get("run") if bind["point"] == "procedure" else None
        out.append(f"`{bind['point']}`" + (f" {'、'.join(runs)}" if runs else ""))
    return " ".join(out)


def defaults_of(pack):
    """Rule → times of its procedures and gates that the text does not give: 产品默认."""
    out = {}
    runs = {}
    for rule in pack.get("rules") or []:
        for bind in rule.get("bind") or []:
            for name in (bind.get("params") or {}).get("run") or [] if bind["point"] == "procedure" else []:
                runs.setdefault(name, []).append(rule["id"])
    for name, procedure in (pack.get("procedures") or {}).items():
        behind = runs.get(name, [])
        every = procedure.get("every") or {}
        if every.get("period_origin") == MARK:
            note_default(out, behind, f"{name} {every['period']}")
        if every.get("origin") == MARK:
            note_default(out, behind, f"{name} {every['due'].get('by') if isinstance(every['due'], dict) else every['due']}")
        for act, stated in procedure["acts"].items():
            for place, key in ((stated.get("due"), "within"), (stated.get("after"), "wait"), *((need, "within") for need in stated.get("needs") or [])):
                if place and place.get("origin") == MARK:
                    note_default(out, stated.get("rules") or behind, f"{name}.{act} {place[key]}")
    for gate in pack.get("gates") or []:
        if gate.get("origin") == MARK:
            note_default(out, [gate["rule"]], f"{gate['procedure']} {gate['within']}")
    return out


def note_default(out, rules, text):
    for rule in rules:
        out.setdefault(rule, []).append(text)


def rule_lines(rule, told, defaults):
    """One row of the table for a rule."""
    how = ENFORCED[level(rule)]
    if defaults.get(rule["id"]):
        how += f"；产品默认 product default: {', '.join(defaults[rule['id']])}"
    if rule.get("deferred"):
        how += f"；暂缓 deferred: {rule['deferred']['zh']}"
    stories = "<br>".join(f"[{title}](../../../{path})" for path, title in told.get(rule["id"], [])) or "—"
    return f"| {rule['id']} | {cell(rule['zh'])} | {bound_to(rule) or '—'} | {cell(how)} | {cell(stories)} |"


def page(pack, rules, told, note):
    head = [f"# {pack['title']['zh']}", "", f"{pack['title']['en']}", "", f"<!-- {note} (rulepacks/{pack['id']}, stories) -->", "",
            f"规则包 pack `{pack['id']}` · {STATUS[pack['status']]}" + (f" · 建立在 builds on `{pack['base']}`" if pack.get("base") else ""),
            "", "文字为本项目的释义，非条文原文。 The words are this project's paraphrase, not the text.", ""]
    table = ["| 规则 rule | 内容 content | 执行点 point | 执行 enforcement | 故事 stories |", "|---|---|---|---|---|"]
    lines, listed, defaults = list(head), set(), defaults_of(pack)
    for article in pack.get("articles") or []:
        lines += [f"## {article['article']}", ""]
        if article.get("not_for_machine"):
            words = article["not_for_machine"]
            lines += [f"留给人 not for a machine: {words['zh']} {words['en']}", ""]
        found = [rules[i] for i in article.get("rules") or [] if i in rules]
        listed |= {r["id"] for r in found}
        if found:
            lines += table + [rule_lines(r, told, defaults) for r in found] + [""]
    rest = [r for r in pack["rules"] if r["id"] not in listed]
    if rest:
        lines += ["## 规则 Rules" if not pack.get("articles") else "## 其他规则 Other rules", ""] + table + [rule_lines(r, told, defaults) for r in rest] + [""]
    return lines


def pages(root, note):
    """Path of each page → its lines."""
    root = pathlib.Path(root)
    packs = {p.parent.name: load(p.parent) for p in sorted((root / "rulepacks").glob("*/pack.yaml"))}
    rules = {r["id"]: r for pack in packs.values() for r in pack["rules"]}
    told = stories_by_rule(root)
    files = {f"docs/reference/regulations/{name}.md": page(pack, rules, told, note) for name, pack in packs.items()}
    index = ["# 条文与执行 Articles and how they are kept", "", f"<!-- {note} (rulepacks, stories) -->", "",
             "| 规则包 pack | 名称 | status | 规则 rules | 条文 articles |", "|---|---|---|---|---|"]
    index += [f"| [{n}]({n}.md) | {cell(p['title']['zh'])} | {STATUS[p['status']]} | {len(p['rules'])} | {len(p.get('articles') or [])} |" for n, p in packs.items()]
    files["docs/reference/regulations/README.md"] = index + [""]
    return files
