"""Queries that know which rows their cells are about.

A Query is built from conditions, keys and measures that exist twice: as SQL and as a function of a row. What comes back is turned into released
cells, each with its set of rows, and every released number is compared with the truth.
"""

class Condition:
    """`sql` and its value for a row in the logic of SQL: True, False or None (unknown)."""

    def __init__(self, sql, value):
        self.sql, self.value = sql, value

    def holds(self, row):
        return self.value(row) is True

    def __and__(self, other):
        def value(row):
            a, b = self.value(row), other.value(row)
            return False if a is False or b is False else None if a is None or b is None else True
        return Condition(f"({self.sql}) AND ({other.sql})", value)

    def __or__(self, other):
        return ~(~self & ~other).spelt(f"NOT (({self.sql}) OR ({other.sql}))")

    def __invert__(self):
        def value(row):
            a = self.value(row)
            return None if a is None else not a
        return Condition(self.sql[5:-1] if self.sql.startswith("NOT (") else f"NOT ({self.sql})", value)

    def spelt(self, sql):
        """The same condition in other words."""
        return Condition(sql, self.value)


EVERYBODY = Condition("", lambda row: True)


def literal(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def compared(column, sql, holds):
    return Condition(sql, lambda row: None if row[column] is None else holds(row[column]))


def equal(column, value):
    if value is None:
        return Condition(f"{column} IS NULL", lambda row: row[column] is None)
    return compared(column, f"{column} = {literal(value)}", lambda v: v == value)


def unequal(column, value):
    return compared(column, f"{column} <> {literal(value)}", lambda v: v != value)


def at_most(column, value):
    return compared(column, f"{column} <= {literal(value)}", lambda v: v <= value)


def between(column, low, high):
    return compared(column, f"{column} BETWEEN {literal(low)} AND {literal(high)}", lambda v: low <= v <= high)


def one_of(column, values):
    values = list(values)
    return compared(column, f"{column} IN ({', '.join(map(literal, values))})", lambda v: v in values)


def person(row, columns):
    """Everything the attacker knows about somebody."""
    out = equal(columns[0], row[columns[0]])
    for column in columns[1:]:
        out = out & equal(column, row[column])
    return out


class Query:
    """SELECT keys, measures FROM table WHERE where GROUP BY keys (or `sets`: tuples of key positions)."""

    def __init__(self, table, where=EVERYBODY, keys=(), measures=("COUNT(*)",), sets=None, sql=None):
        self.table, self.where, self.keys, self.measures, self.sets = table, where, list(keys), list(measures), sets
        self.sql = sql or self.text()

    def text(self):
        columns = [*self.keys, *(f"{measure} AS m{i}" for i, measure in enumerate(self.measures))]
        out = f"SELECT {', '.join(columns)} FROM {self.table}"
        if self.where.sql:
            out += f" WHERE {self.where.sql}"
        if self.sets is not None:
            inner = ", ".join("(" + ", ".join(self.keys[i] for i in one) + ")" for one in self.sets)
            out += f" GROUP BY GROUPING SETS ({inner})"
        elif self.keys:
            out += f" GROUP BY {', '.join(self.keys)}"
        return out

    def cells(self, answer, people):
        """[(measure, set of rows, released value)] of what the answer shows."""
        hidden = {tuple(cell) for cell in answer.withheld}
        groups = self.groups(people)
        out = []
        for number, row in enumerate(answer.rows):
            mask = answer.grouping[number]
            count = len(self.keys)
            key = tuple((i, row[i]) for i in range(count) if not mask >> (count - 1 - i) & 1)
            for i, measure in enumerate(self.measures):
                if (number, count + i) not in hidden and row[count + i] is not None:
                    out.append((measure, groups.get(key, 0), row[count + i]))
        return out

    def groups(self, people):
        """Sets of rows by ((position of the key, value), …)."""
        kinds = self.sets if self.sets is not None else [tuple(range(len(self.keys)))]
        out = {}
        for bit, row in enumerate(people):
            if self.where.holds(row):
                for kind in kinds:
                    out.setdefault(tuple((i, row[self.keys[i]]) for i in sorted(kind)), []).append(bit)
        return {key: bits(rows) for key, rows in out.items()}


def bits(positions):
    out = bytearray((max(positions) >> 3) + 1)
    for position in positions:
        out[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(out, "little")


def rows_of(cell, people):
    return [row for bit, row in enumerate(people) if cell >> bit & 1]


def truth(measure, rows):
    """COUNT(*), COUNT(column), SUM(column), AVG(column) over rows."""
    name, column = measure.rstrip(")").split("(")
    if column == "*":
        return len(rows)
    values = [row[column] for row in rows if row[column] is not None]
    if name == "COUNT":
        return len(values)
    if not values:
        return None
    return sum(values) / (len(values) if name == "AVG" else 1)

