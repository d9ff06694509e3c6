"""Variables, JSON pointers and subset matching of stories. Pure functions; format in stories/README.md."""
import calendar
import datetime
import json
import re

VARIABLE = re.compile(r"\$\$|\$\{([^}]+)\}")
CHINESE = re.compile("[\u4e00-\u9fff]")
WHOLE = re.compile(r"^\$(?:\{([^}]+)\}|([A-Za-z_]\w*))$")
DATED = re.compile(r"^today([+-])(\d+)([dmy])$")


class Mismatch(Exception):
    """What was expected and what came, with the place."""


def shift(day, sign, amount, unit):
    """A date moved by days, months or years; the 31st becomes the last day of a shorter month."""
    step = int(amount) * (1 if sign == "+" else -1)
    if unit == "d":
        return day + datetime.timedelta(days=step)
    months = day.year * 12 + day.month - 1 + step * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def lookup(name, variables):
    """Value of `name`, `name.member` or `today+30d`; Mismatch when there is none."""
    dated = DATED.match(name)
    if dated:
        return shift(datetime.date.fromisoformat(variables["today"]), *dated.groups()).isoformat()
    value = variables
    for part in name.split("."):
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict) and part in value:
            value = value[part]
        else:
            raise Mismatch(f"no variable '{name}'")
    return value


def text_of(value):
    """A value inside a longer string: JSON's spelling of true, false and null, and of objects and lists."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else "null" if value is None else str(value)


def substitute(value, variables):
    """A copy with every $name and ${name} replaced; a string that is one variable takes the variable's type."""
    if isinstance(value, str):
        whole = WHOLE.match(value)
        if whole:
            return lookup(whole[1] or whole[2], variables)
        return VARIABLE.sub(lambda m: "$" if m[0] == "$$" else text_of(lookup(m[1], variables)), value)
    if isinstance(value, dict):
        # matcher keys such as $any are no variables
        return {k if not isinstance(k, str) or "${" not in k else substitute(k, variables): substitute(v, variables) for k, v in value.items()}
    if isinstance(value, list):
        return [substitute(v, variables) for v in value]
    return value


def pointer(document, path):
    """Value at an RFC 6901 pointer; Mismatch when there is none."""
    value = document
    if path in ("", "/"):
        return value
    if not path.startswith("/"):
        raise Mismatch(f"'{path}' is no JSON pointer")
    for part in path[1:].split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and re.fullmatch(r"-?\d+", part) and -len(value) <= int(part) < len(value):
            value = value[int(part)]
        else:
            raise Mismatch(f"nothing at {path}")
    return value


MISSING = object()


def fits(expected, actual):
    try:
        subset(expected, actual)
    except Mismatch:
        return False
    return True


def matcher(name, wanted, actual, at):
    """One {$name: wanted}."""
    sized = isinstance(actual, (list, dict, str))
    number = isinstance(actual, (int, float)) and not isinstance(actual, bool)
    if name == "$any":
        good = (actual is not MISSING) == bool(wanted)
    elif name == "$absent":
        good = (actual is MISSING) == bool(wanted)
    elif actual is MISSING:
        good = False
    elif name == "$size":
        good = sized and len(actual) == wanted
    elif name == "$match":
        good = isinstance(actual, str) and re.fullmatch(wanted, actual, re.S) is not None
    elif name == "$contains":
        wanted = wanted if isinstance(wanted, list) else [wanted]
        good = (all(w in actual for w in wanted) if isinstance(actual, str)
                else isinstance(actual, list) and all(any(fits(w, a) for a in actual) for w in wanted))
    elif name == "$not":
        good = not fits(wanted, actual)
    elif name == "$at_least":
        good = number and actual >= wanted
    elif name == "$at_most":
        good = number and actual <= wanted
    else:
        raise Mismatch(f"unknown matcher {name} at {at or '/'}")
    if not good:
        raise Mismatch(f"at {at or '/'}: expected {name} {wanted!r}, got {'nothing' if actual is MISSING else repr(actual)}")


def subset(expected, actual, at=""):
    """Raises Mismatch unless `actual` has everything `expected` asks for."""
    if isinstance(expected, dict) and expected and all(isinstance(k, str) and k.startswith("$") for k in expected):
        for name, wanted in expected.items():
            matcher(name, wanted, actual, at)
    elif actual is MISSING:
        raise Mismatch(f"at {at or '/'}: expected {expected!r}, got nothing")
    elif isinstance(expected, dict):
        if not isinstance(actual, dict):
            raise Mismatch(f"at {at or '/'}: expected an object, got {actual!r}")
        for key, value in expected.items():
            subset(value, actual.get(key, MISSING), f"{at}/{key}")
    elif isinstance(expected, list):
        if not isinstance(actual, list) or len(expected) != len(actual):
            raise Mismatch(f"at {at or '/'}: expected a list of {len(expected)}, got {actual!r}")
        for index, value in enumerate(expected):
            subset(value, actual[index], f"{at}/{index}")
    elif type(expected) is not type(actual) or expected != actual:
        raise Mismatch(f"at {at or '/'}: expected {expected!r}, got {actual!r}")


def told_in_chinese(problem):
    """What would pass must be said in Chinese too. Remarks on the files of a pack (`problems`) are for its author, in the words of the files."""
    if problem.get("hint") and "problems" not in problem and not CHINESE.search(problem.get("hint_zh", "")):
        raise Mismatch(f"the hint {problem['hint']!r} has no Chinese wording (hint_zh); see scripts/hints.py")
