"""Questions about large sets whose difference is a person. Each attack is a series of queries of one session; what it got is solved exactly."""
import itertools
import random
import unittest

import algebra
import people
from cells import EVERYBODY, Query, at_most, between, equal, one_of, person, rows_of, truth, unequal
from lab import Lab
from people import K


def number(pid):
    """Whose number the attacker knows."""
    return equal("pid", pid)


class Measure:
    """An aggregate that is a sum over some rows of the group: `family` says of what, `has` is the condition of its rows."""

    def __init__(self, sql, family, has):
        self.sql, self.family, self.has = sql, family, has


def stories(rows):
    """{name: [Query, …]}: every series by itself would give somebody away if all of it were answered."""
    target = next(row for row in rows[20000:] if row["income"] == ">50K" and row["capital_gain"] > 0 and None not in row.values())
    t = target["pid"]
    own = person(target, ["age", "education", "occupation", "hours_per_week", "race", "sex", "marital_status", "native_country", "workclass"])
    men, women = equal("sex", "Male"), equal("sex", "Female")
    near = between("age", target["age"] - 5, target["age"] + 5) & equal("sex", target["sex"])
    out = {}

    def pair(name, first, second, measures=("COUNT(*)",)):
        out[f"pair: {name}"] = [Query("adult", first, measures=measures), Query("adult", second, measures=measures)]

    everybody_else = unequal("pid", t)
    pair("everybody and everybody else", EVERYBODY, everybody_else)
    pair("everybody else and everybody", everybody_else, EVERYBODY)
    pair("sums of everybody and everybody else", EVERYBODY, everybody_else, ["SUM(capital_gain)"])
    pair("averages and counts", near, near & everybody_else, ["COUNT(*)", "AVG(age)"])
    pair("a count in one, a sum in the other", near, near & everybody_else, ["SUM(fnlwgt)", "COUNT(*)"])
    pair("a description and its negation", near, near & ~own)
    pair("NOT IN", near, near & everybody_else.spelt(f"pid NOT IN ({t})"))
    pair("below or above", near, near & everybody_else.spelt(f"pid < {t} OR pid > {t}"))
    pair("CASE in WHERE", near, near & everybody_else.spelt(f"(CASE WHEN pid = {t} THEN 0 ELSE 1 END) = 1"))
    pair("NULLIF", near, near & everybody_else.spelt(f"NULLIF(pid, {t}) IS NOT NULL"))
    pair("division by zero", near, near & everybody_else.spelt(f"1.0 / (pid - {t}) IS NOT NULL"))
    pair("a cast that fails", near, near & everybody_else.spelt(f"CAST(CASE WHEN pid = {t} THEN 'x' ELSE '1' END AS INTEGER) = 1"))
    pair("text", near, near & everybody_else.spelt(f"CAST(pid AS TEXT) <> '{t}'"))
    pair("arithmetic", near, near & everybody_else.spelt(f"(pid - {t}) * (pid - {t}) > 0"))
    five = [row["pid"] for row in rows[:K // 2]]
    pair("five people", EVERYBODY, ~one_of("pid", five))
    pair("nine people", men | women, (men | women) & ~one_of("pid", [row["pid"] for row in rows[:K - 1]]))
    pair("inside a group", equal("occupation", "Sales"), equal("occupation", "Sales") & ~(equal("age", 90) & equal("occupation", "Sales")))

    for column, table in (("EXISTS", f"SELECT COUNT(*) AS m0 FROM adult a WHERE NOT EXISTS (SELECT 1 FROM adult b WHERE b.pid = {t} AND b.pid = a.pid)"),
                          ("EXCEPT", f"SELECT COUNT(*) AS m0 FROM (SELECT pid FROM adult EXCEPT SELECT pid FROM adult WHERE pid = {t}) x"),
                          ("a LEFT JOIN", f"SELECT COUNT(*) AS m0 FROM adult a LEFT JOIN (SELECT pid AS p FROM adult WHERE pid = {t}) b ON a.pid = b.p WHERE b.p IS NULL"),
                          ("a JOIN of inequality", f"SELECT COUNT(*) AS m0 FROM adult a JOIN (SELECT pid AS p FROM adult WHERE pid = {t}) b ON a.pid <> b.p"),
                          ("NOT IN of a sub-query", f"SELECT COUNT(*) AS m0 FROM adult WHERE pid NOT IN (SELECT pid FROM adult WHERE pid = {t})"),
                          ("<> ALL", f"SELECT COUNT(*) AS m0 FROM adult WHERE pid <> ALL (SELECT pid FROM adult WHERE pid = {t})"),
                          ("a JOIN with itself", f"SELECT COUNT(*) AS m0 FROM adult a JOIN adult b ON a.pid = b.pid WHERE b.pid <> {t}")):
        out[f"pair: {column}"] = [Query("adult"), Query("adult", everybody_else, sql=table)]

    # one answer with both numbers in it
    for name, sql, family in (("FILTER", f"COUNT(*) FILTER (WHERE pid <> {t})", "COUNT(*)"), ("COUNT of CASE", f"COUNT(CASE WHEN pid <> {t} THEN 1 END)", "COUNT(*)"),
                              ("COUNT of NULLIF", f"COUNT(NULLIF(pid, {t}))", "COUNT(*)"), ("SUM of CASE 1", f"SUM(CASE WHEN pid = {t} THEN 0 ELSE 1 END)", "COUNT(*)"),
                              ("SUM of CASE", f"SUM(CASE WHEN pid = {t} THEN 0 ELSE capital_gain END)", "SUM(capital_gain)"),
                              ("SUM of CASE NULL", f"SUM(CASE WHEN pid <> {t} THEN capital_gain END)", "SUM(capital_gain)"),
                              ("SUM of a product", f"SUM(capital_gain * (CASE WHEN pid = {t} THEN 0 ELSE 1 END))", "SUM(capital_gain)"),
                              ("SUM with FILTER", f"SUM(capital_gain) FILTER (WHERE pid <> {t})", "SUM(capital_gain)")):
        less = Measure(sql, family, everybody_else)
        whole = Measure(family, family, EVERYBODY)
        out[f"one answer: {name}"] = [Query("adult", EVERYBODY, measures=[whole, less])]
        out[f"two answers: {name}"] = [Query("adult", EVERYBODY, measures=[whole]), Query("adult", EVERYBODY, measures=[less])]
        out[f"by group: {name}"] = [Query("adult", EVERYBODY, ["sex"], [whole]), Query("adult", EVERYBODY, ["sex"], [less])]

    # what is zero or unknown counts as well
    zero = next(row["pid"] for row in rows[20000:] if row["capital_gain"] == 0)
    nothing = next(row["pid"] for row in rows[20000:] if row["occupation"] is None)
    pair("a sum with and without somebody who has zero", between("pid", zero, zero + 300), between("pid", zero + 1, zero + 300), ["SUM(capital_gain)"])
    pair("a count with and without somebody unknown", between("pid", nothing, nothing + 300), between("pid", nothing + 1, nothing + 300), ["COUNT(occupation)"])

    some = [row["pid"] for row in rows[100:140]]
    a, b, c = one_of("pid", some[:3]), one_of("pid", some[3:6]), one_of("pid", some[6:9])
    rest = between("pid", 1000, 1400)
    out["chain: three unions of small sets"] = [Query("adult", rest | x | y) for x, y in ((a, b), (b, c), (a, c))] + [Query("adult", rest)]
    out["chain: neighbours"] = [Query("adult", between("pid", 5000, 5000 + n)) for n in (40, 45, 50, 55)] + [Query("adult", between("pid", 5041, 5000 + n)) for n in (55, 60, 66)]
    x, y, z = (between("pid", low, low + 200) for low in (7000, 7205, 7410))
    gap = between("pid", 7201, 7204)
    out["chain: odd cycle"] = [Query("adult", x | gap), Query("adult", gap | y), Query("adult", x | y), Query("adult", x | gap | y | z), Query("adult", z)]
    out["chain: telescope"] = [Query("adult", between("pid", 9000 + 3 * i, 9100 + 3 * i)) for i in range(20)]
    out["ranges: every age from below"] = [Query("adult", at_most("age", age)) for age in range(20, 91)]
    out["ranges: weights from both ends"] = [Query("adult", condition) for value in sorted(row["fnlwgt"] for row in rows)[-60::6]
                                             for condition in (at_most("fnlwgt", value - 1), at_most("fnlwgt", value))]
    out["ranges: halving towards one person"] = [Query("adult", ~between("pid", t - width, t + width)) for width in (4096, 1024, 256, 64, 16, 8, 4, 2, 1, 0)]
    out["ranges: two windows"] = [Query("adult", between("pid", t - 100, t + 100)), Query("adult", between("pid", t - 100, t - 1)), Query("adult", between("pid", t + 1, t + 100))]
    out["complement: a description, its negation and the total"] = [Query("adult"), Query("adult", near), Query("adult", ~near), Query("adult", near & own), Query("adult", ~(near & own))]
    out["complement: all but one group"] = [Query("adult", keys=["native_country"]), Query("adult"),
                                            Query("adult", unequal("native_country", "Holand-Netherlands")), Query("adult", equal("native_country", None))]
    out["complement: sums of groups"] = [Query("adult", keys=["native_country"], measures=["SUM(hours_per_week)"]), Query("adult", measures=["SUM(hours_per_week)"])]

    out["margins: rollup"] = [Query("adult", keys=["race", "native_country", "sex"], sets=[(0, 1, 2), (0, 1), (0,), ()])]
    out["margins: cube"] = [Query("adult", keys=["race", "education", "income"], sets=[(0, 1, 2), (0, 1), (0, 2), (1, 2), (0,), (1,), (2,), ()])]
    out["margins: cube of sums"] = [Query("adult", keys=["race", "education", "sex"], measures=["SUM(capital_gain)", "COUNT(*)"],
                                         sets=[(0, 1, 2), (0, 1), (0, 2), (1, 2), (0,), (1,), (2,), ()])]
    two = [("race", "occupation"), ("occupation", "education"), ("race", "education"), ("race",), ("occupation",), ("education",), ()]
    out["margins: linked tables"] = [Query("adult", keys=list(keys)) for keys in two]
    out["margins: details first"] = [Query("adult", keys=list(keys)) for keys in reversed(two)]
    out["margins: a finer and a coarser key"] = [Query("adult", keys=["education"]), Query("adult", between("education_num", 1, 3)), Query("adult", between("education_num", 1, 2)),
                                                 Query("adult", keys=["education_num", "race"]), Query("adult", keys=["race"], where=at_most("education_num", 2))]
    out["margins: rest of a filter"] = [Query("adult", keys=["workclass"]), Query("adult", keys=["workclass"], where=unequal("education", "Preschool")),
                                        Query("adult", keys=["workclass"], where=equal("education", "Preschool"))]
    out["the same in other sessions' words"] = [Query("adult", near & ~(own & equal("income", income))) for income in (">50K", "<=50K")] + [Query("adult", near)]
    return out


# One statement that holds both numbers, or only what follows from them.
STATEMENTS = """
SELECT COUNT(*) FROM adult UNION ALL SELECT COUNT(*) FROM adult WHERE pid <> {t}
SELECT COUNT(*) AS a, (SELECT COUNT(*) FROM adult WHERE pid <> {t}) AS b FROM adult
SELECT a.n - b.n FROM (SELECT COUNT(*) AS n FROM adult) a CROSS JOIN (SELECT COUNT(*) AS n FROM adult WHERE pid <> {t}) b
WITH a AS (SELECT sex, COUNT(*) AS n FROM adult GROUP BY sex), b AS (SELECT sex, COUNT(*) AS n FROM adult WHERE pid <> {t} GROUP BY sex) SELECT a.sex, a.n, b.n FROM a JOIN b ON a.sex = b.sex
SELECT sex, COUNT(*) FROM adult GROUP BY sex HAVING COUNT(*) - COUNT(*) FILTER (WHERE pid <> {t}) = 1
SELECT sex, COUNT(*) FROM adult GROUP BY sex ORDER BY COUNT(*) - COUNT(*) FILTER (WHERE pid <> {t})
SELECT COUNT(*) FROM adult EXCEPT SELECT COUNT(*) FROM adult WHERE pid <> {t}
SELECT CASE WHEN (SELECT COUNT(*) FROM adult) > (SELECT COUNT(*) FROM adult WHERE pid <> {t}) THEN 'there' ELSE 'not' END AS x, COUNT(*) FROM adult
SELECT AVG(n) FROM (SELECT sex, COUNT(*) AS n FROM adult WHERE pid <> {t} GROUP BY sex) x UNION ALL SELECT AVG(n) FROM (SELECT sex, COUNT(*) AS n FROM adult GROUP BY sex) x
SELECT sex, n - LAG(n) OVER (ORDER BY sex) FROM (SELECT sex, COUNT(*) AS n FROM adult GROUP BY sex UNION ALL SELECT 'z', COUNT(*) AS n FROM adult WHERE sex = 'Male' AND pid <> {t}) x
""".strip().splitlines()


class Campaign:
    """Random questions about overlapping sets, as somebody would ask who looks for a leak without a plan."""

    def __init__(self, seed, count):
        self.draw = random.Random(seed)
        self.count = count

    def condition(self):
        draw = self.draw
        kind = draw.randrange(6)
        if kind == 0:
            low = draw.randint(1, 400)
            return between("pid", low, low + draw.choice([1, 3, 9, 12, 40, 150]))
        if kind == 1:
            return unequal("pid", draw.randint(1, 400))
        if kind == 2:
            return equal("sex", draw.choice(["Male", "Female"]))
        if kind == 3:
            return at_most("age", draw.randint(18, 90))
        if kind == 4:
            return ~one_of("pid", draw.sample(range(1, 400), draw.randint(1, 12)))
        return equal("income", draw.choice(["<=50K", ">50K"]))

    def queries(self):
        out = []
        for _ in range(self.count):
            where = between("pid", 1, 400) & self.condition()
            if self.draw.random() < 0.6:
                where = where & self.condition()
            keys = self.draw.choice([[], [], ["sex"], ["income"], ["sex", "income"]])
            out.append(Query("adult", where, keys, self.draw.choice([["COUNT(*)"], ["SUM(hours_per_week)"], ["COUNT(*)", "SUM(hours_per_week)"]])))
        return out


def spelled(query):
    """The query with its measures in SQL."""
    measures = [m.sql if isinstance(m, Measure) else m for m in query.measures]
    return Query(query.table, query.where, query.keys, measures, query.sets, query.sql if "m0" in query.sql and not isinstance(query.measures[0], Measure) else None)


@unittest.skipUnless(people.ADULT.exists(), "the Adult data is absent")
class Differencing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = people.adult()
        cls.entities = [row["pid"] for row in cls.rows]
        cls.lab = Lab(people.POLICY, {"adult": people.adult_file()})
        cls.addClassCleanup(cls.lab.__exit__)

    def released(self, queries, answers):
        """{family: [set of rows]} of everything that was shown; every number shown is compared with the truth."""
        out = {}
        for query, answer in zip(queries, answers):
            for measure, cell, value in spelled(query).cells(answer, self.rows):
                rule = next((m for m in query.measures if isinstance(m, Measure) and m.sql == measure), None)
                family = rule.family if rule else measure
                if rule:
                    cell &= rule.has.rows(self.rows)
                self.assertGreaterEqual(cell.bit_count(), K, f"{query.sql}: {value}")
                self.assertAlmostEqual(float(value), float(truth(family, cell, self.rows)), 6, f"{query.sql}: {measure}")
                for name in families(family):
                    out.setdefault(name, []).append(cell)
        return out

    def successes(self, queries, answers):
        return [f"{family}: {[row['pid'] for row in rows_of(found, self.rows)]}" for family, cells in self.released(queries, answers).items()
                for found in algebra.isolated(cells, self.entities, K)]

    def test_no_series_of_questions_isolates_fewer_than_k_people(self):
        series = stories(self.rows)
        questions = [(name, spelled(query).sql) for name, queries in series.items() for query in queries]
        answers = iter(self.lab.ask(questions))
        shown, found = 0, []
        for name, queries in series.items():
            mine = list(itertools.islice(answers, len(queries)))
            shown += any(answer.rows for answer in mine)
            found += [f"{name}: {text}" for text in self.successes(queries, mine)]
        self.assertEqual(found, [], f"{len(found)} successes in {len(series)} series\n" + "\n".join(found[:40]))
        self.assertGreater(shown, len(series) // 2, "the first question of most series is harmless and answered")

    def test_no_statement_shows_two_numbers_one_person_apart(self):
        t = next(row["pid"] for row in self.rows[20000:] if row["sex"] == "Male")
        for sql, answer in zip(STATEMENTS, self.lab.ask([(f"statement {i}", sql.format(t=t)) for i, sql in enumerate(STATEMENTS)])):
            with self.subTest(sql):
                self.assertNotEqual(answer.verdict, "released", answer)
                numbers = {cell for row in answer.rows for cell in row if isinstance(cell, (int, float))}
                self.assertFalse([n for n in numbers if n + 1 in numbers or n + 0.5 in numbers or abs(n) == 1], answer)
                self.assertNotIn("there", [cell for row in answer.rows for cell in row])

    def test_a_campaign_of_random_questions_isolates_nobody(self):
        queries = Campaign(20260302, 90).queries()
        answers = self.lab.ask([("campaign", query.sql) for query in queries])
        self.assertEqual(self.successes(queries, answers), [])
        shown = sum(1 for answer in answers if answer.rows)
        self.assertGreater(shown, 3)

    def test_what_was_released_before_a_restart_counts(self):
        t = self.rows[25000]["pid"]
        first = Query("adult")
        second = Query("adult", unequal("pid", t))
        answers = self.lab.ask([("restart", first.sql)]) + self.lab.ask([("restart", second.sql)])
        self.assertEqual(answers[0].verdict, "released")
        self.assertEqual(self.successes([first, second], answers), [])

    def test_sessions_without_a_name_share_one_ledger(self):
        t = self.rows[25001]["pid"]
        queries = [Query("adult"), Query("adult", unequal("pid", t))]
        self.assertEqual(self.successes(queries, self.lab.ask([query.sql for query in queries])), [])


def families(family):
    """AVG is a sum and a count."""
    return [family.replace("AVG(", "SUM("), "COUNT(*)"] if family.startswith("AVG(") else [family]


if __name__ == "__main__":
    unittest.main()
