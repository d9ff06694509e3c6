"""Queries that know which rows their cells are about.

A Query is built from conditions, keys and measures that exist twice: as SQL and as a function of a row. What comes back is turned into released
cells, each with its set of rows, and every released number is compared with the truth.
"""

class Sets:
    """The rows of a table and sets of them, as integers of bits; what was looked at once is kept."""

    _tables = {}

    def __init__(self, rows):
        self.rows = rows
        self.all = (1 << len(rows)) - 1
        self.columns = {name: [row[name] for row in rows] for name in rows[0]}
        self.values = {}

    @classmethod
    def of(cls, rows):
        kept = cls._tables.get(id(rows))
        if kept is None or kept.rows is not rows:
            kept = cls._tables[id(rows)] = cls(rows)
        return kept

    def where(self, column, holds):
        return bits([i for i, value in enumerate(self.columns[column]) if holds(value)])

    def by_value(self, column):
        """{value: rows that have it}."""
        if column not in self.values:
            found = {}
            for i, value in enumerate(self.columns[column]):
                found.setdefault(value, []).append(i)
            self.values[column] = {value: bits(rows) for value, rows in found.items()}
        return self.values[column]


class Condition:
    """`sql` and the sets of rows for which it is true and for which it is unknown, in the logic of SQL."""

    def __init__(self, sql, sets):
        self.sql, self.sets = sql, sets

    def rows(self, people):
        """The set of rows for which it is true."""
        return self.sets(Sets.of(people))[0]

    def __and__(self, other):
        def sets(table):
            (a, a_unknown), (b, b_unknown) = self.sets(table), other.sets(table)
            return a & b, (a | a_unknown) & (b | b_unknown) & ~(a & b)
        return Condition(f"({self.sql}) AND ({other.sql})", sets)

    def __or__(self, other):
        return (~(~self & ~other)).spelt(f"({self.sql}) OR ({other.sql})")

    def __invert__(self):
        def sets(table):
            true, unknown = self.sets(table)
            return table.all & ~true & ~unknown, unknown
        return Condition(f"NOT ({self.sql})", sets)

    def spelt(self, sql):
        """The same condition in other words."""
        return Condition(sql, self.sets)


EVERYBODY = Condition("", lambda table: (table.all, 0))


def literal(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def compared(column, sql, holds):
    return Condition(sql, lambda table: (table.where(column, lambda value: value is not None and holds(value)), table.by_value(column).get(None, 0)))


def equal(column, value):
    if value is None:
        return Condition(f"{column} IS NULL", lambda table: (table.by_value(column).get(None, 0), 0))
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
                    out.append((measure, groups[key], row[count + i]))
        return out

    def groups(self, people):
        """Sets of rows by ((position of the key, value), …)."""
        table, everybody = Sets.of(people), self.where.rows(people)
        out = {}
        for kind in self.sets if self.sets is not None else [tuple(range(len(self.keys)))]:
            parts = {(): everybody}
            for i in sorted(kind):
                parts = {(*key, (i, value)): part & rows for key, part in parts.items() for value, rows in table.by_value(self.keys[i]).items() if part & rows}
            out.update((key, part) for key, part in parts.items() if part)
        return out


def bits(positions):
    if not positions:
        return 0
    out = bytearray((max(positions) >> 3) + 1)
    for position in positions:
        out[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(out, "little")


def rows_of(cell, people):
    """The rows of a set; text of binary digits is read faster than an integer of thousands of bits is shifted."""
    return [people[bit] for bit, digit in enumerate(reversed(f"{cell:b}")) if digit == "1"]


def truth(measure, cell, people):
    """COUNT(*), COUNT(column), SUM(column), AVG(column) over a set of rows."""
    name, column = measure.rstrip(")").split("(")
    if column == "*":
        return cell.bit_count()
    values = Sets.of(people).by_value(column)
    if len(values) < 500:  # each value times the rows that have it
        counted = [(value, (rows & cell).bit_count()) for value, rows in values.items() if value is not None]
    else:
        counted = [(row[column], 1) for row in rows_of(cell, people) if row[column] is not None]
    count = sum(times for _, times in counted)
    if name == "COUNT":
        return count
    if count == 0:
        return None
    return sum(value * times for value, times in counted) / (count if name == "AVG" else 1)
