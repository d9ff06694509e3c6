"""People with several rows, households, files that change between runs, noise that is asked for again and again."""
import random
import statistics
import unittest

import algebra
import people
from cells import Query, at_most, between, equal, one_of, rows_of, unequal
from lab import Lab

K = 5
VISITS = "tables:\n  visits:\n    entity: [pid]\n    columns: {\"*\": [join, filter, group, aggregate]}\ndisclosure: {k: 5}\n"


def found(queries, answers, rows, k, entity="pid"):
    """Sets of rows of fewer than k people that what was shown isolates, measure by measure."""
    cells = {}
    for query, answer in zip(queries, answers):
        for measure, cell, _ in query.cells(answer, rows):
            cells.setdefault(measure, []).append(cell)
    entities = [row[entity] for row in rows]
    return [(measure, [row[entity] for row in rows_of(one, rows)]) for measure, mine in cells.items() for one in algebra.isolated(mine, entities, k)]


class OnePersonWithTwoRows(unittest.TestCase):
    def setUp(self):
        self.rows = people.visits()
        self.lab = Lab(VISITS, {"visits": people.file_of(self.rows, "visits.csv")})
        self.addCleanup(self.lab.__exit__)

    def test_k_counts_people_and_not_rows(self):
        one = next(row["pid"] for row in self.rows if sum(r["pid"] == row["pid"] for r in self.rows) == 4)
        two = next(row["pid"] for row in self.rows if row["pid"] != one and sum(r["pid"] == row["pid"] for r in self.rows) == 4)
        queries = [Query("visits", one_of("pid", [one, two])), Query("visits", one_of("pid", [one, two]), measures=["SUM(cost)"])]
        for answer in self.lab.ask([query.sql for query in queries]):
            self.assertEqual((answer.verdict, answer.rows), ("withheld", []))

    def test_a_row_of_somebody_who_stays_in_the_set_is_not_isolated_either(self):
        """Everybody is in both sets, only one row of one person is not: sets of people are equal, sets of rows are not."""
        pid = next(row["pid"] for row in self.rows if sum(r["pid"] == row["pid"] for r in self.rows) >= 3)
        row = next(row for row in self.rows if row["pid"] == pid and row["cost"] > 0)
        own = equal("pid", pid) & equal("day", row["day"]) & equal("ward", row["ward"]) & equal("cost", row["cost"])
        for measure in ("COUNT(*)", "SUM(cost)", "AVG(cost)"):
            queries = [Query("visits", measures=[measure]), Query("visits", ~own, measures=[measure])]
            self.assertEqual(found(queries, self.lab.ask([(measure, query.sql) for query in queries]), self.rows, K), [])

    def test_sums_with_a_case_against_sums(self):
        pid = self.rows[10]["pid"]
        for i, sql in enumerate((f"SUM(CASE WHEN pid = '{pid}' THEN 0 ELSE cost END)", f"SUM(cost) FILTER (WHERE pid <> '{pid}')",
                                 f"SUM(CASE WHEN pid <> '{pid}' THEN cost END)", f"COALESCE(SUM(CASE WHEN pid = '{pid}' THEN NULL ELSE cost END), 0)")):
            both = self.lab.ask([(f"{i}", "SELECT SUM(cost) FROM visits"), (f"{i}", f"SELECT {sql} FROM visits")])
            self.assertTrue(both[0].rows and both[0].rows[0][0] is not None)
            self.assertFalse(both[1].rows and both[1].rows[0][0] is not None, f"{sql}: {both[1]}")

    def test_joins_with_themselves_give_no_weights(self):
        """A row that is repeated by a join is a weight; a chosen weight is a digit of somebody's value."""
        pid = self.rows[10]["pid"]
        for sql in (f"SELECT SUM(a.cost) FROM visits a JOIN visits b ON a.pid = b.pid AND b.pid = '{pid}'",
                    "SELECT SUM(a.cost) FROM visits a JOIN visits b ON a.ward = b.ward WHERE b.pid = '" + pid + "'",
                    "SELECT COUNT(*) FROM visits a JOIN visits b ON a.pid = b.pid JOIN visits c ON b.pid = c.pid WHERE c.pid = '" + pid + "'"):
            answer = self.lab.ask([("join", sql)])[0]
            self.assertFalse(answer.rows and answer.rows[0][0] is not None, f"{sql}: {answer}")

    def test_random_questions_about_rows_isolate_nobody(self):
        draw = random.Random(11)
        queries = []
        for _ in range(70):
            where = between("day", low := draw.randint(1, 28), draw.randint(low, 30))
            if draw.random() < 0.5:
                where = where & draw.choice([unequal("ward", "A"), at_most("cost", draw.randint(0, 400)), unequal("pid", draw.choice(self.rows)["pid"])])
            queries.append(Query("visits", where, draw.choice([[], [], ["ward"]]), draw.choice([["COUNT(*)"], ["SUM(cost)"]])))
        answers = self.lab.ask([("random", query.sql) for query in queries])
        self.assertEqual(found(queries, answers, self.rows, K), [])
        self.assertGreater(sum(1 for answer in answers if answer.rows), 2)


class Refreshes(unittest.TestCase):
    """The same question before and after a file changed in one person's row."""

    def setUp(self):
        self.rows = [{"pid": i, "town": "ew"[i % 2], "income": 1000 + 37 * i % 911} for i in range(60)]
        self.lab = Lab("tables:\n  people:\n    entity: [pid]\n    columns: {\"*\": [filter, group, aggregate]}\ndisclosure: {k: 5}\n",
                       {"people": people.file_of(self.rows, f"{self.id()}.csv")})
        self.addCleanup(self.lab.__exit__)

    def refresh(self, rows):
        self.lab.inputs["people"] = people.file_of(rows, f"{self.id()}_2.csv")

    def shown_twice(self, sql="SELECT COUNT(*), SUM(income) FROM people"):
        """What the first and the second run show of the two columns."""
        return [[None, None] if not answer.rows else answer.rows[0] for answer in self.answers(sql)]

    def answers(self, sql):
        return self.first + self.lab.ask([("s", sql)])

    def first_time(self, sql="SELECT COUNT(*), SUM(income) FROM people"):
        self.first = self.lab.ask([("s", sql)])
        self.assertEqual(self.first[0].verdict, "released", self.first)

    def test_an_unchanged_file_in_another_order_gives_the_same_answer(self):
        self.first_time()
        self.refresh([dict(reversed(list(row.items()))) for row in reversed(self.rows)])
        first, second = self.shown_twice()
        self.assertEqual(first, second)

    def test_one_changed_value_is_not_the_difference_of_two_sums(self):
        self.first_time()
        changed = [dict(row) for row in self.rows]
        changed[17]["income"] += 5000
        self.refresh(changed)
        first, second = self.shown_twice()
        self.assertTrue(second[1] is None or second[1] == first[1], (first, second))

    def test_one_person_who_came_is_not_the_difference(self):
        self.first_time()
        self.refresh([*self.rows, {"pid": 1000, "town": "e", "income": 77777}])
        first, second = self.shown_twice()
        self.assertTrue(second[1] is None or second[1] - first[1] != 77777, (first, second))
        self.assertTrue(second[0] is None or second[0] == first[0], (first, second))

    def test_one_person_who_left_is_not_the_difference(self):
        self.first_time()
        self.refresh(self.rows[1:])
        first, second = self.shown_twice()
        self.assertIsNone(second[0], (first, second))
        self.assertIsNone(second[1], (first, second))

    def test_a_refresh_of_enough_people_is_released(self):
        self.first_time()
        self.refresh([*self.rows, *({"pid": 1000 + i, "town": "e", "income": 500 + i} for i in range(20))])
        self.assertEqual(self.lab.ask([("s", "SELECT COUNT(*), SUM(income) FROM people")])[0].verdict, "released")


class Households(unittest.TestCase):
    def test_members_of_a_household_count_as_one(self):
        rows = [{"pid": i, "household": f"h{i // 4}", "street": f"s{i // 24}", "income": 100 + i} for i in range(96)]
        text = "tables:\n  people:\n    entity: [pid]\n{more}    columns: {{\"*\": [filter, group, aggregate]}}\ndisclosure: {{k: 10}}\n"
        sql = "SELECT street, COUNT(*), SUM(income) FROM people GROUP BY street ORDER BY street"
        for more, groups in (("", 4), ("    rollup: {column: household}\n", 0)):
            with Lab(text.format(more=more), {"people": people.file_of(rows, "households.csv")}) as lab:
                answer = lab.ask([sql])[0]
                self.assertEqual(len(answer.rows), groups, answer)  # 24 people, but 6 households a street
                self.assertEqual(lab.ask(["SELECT COUNT(*) FROM people"])[0].rows, [[96]])


class Magnitudes(unittest.TestCase):
    """A sum that is nearly one person's value shows that value, however many people are in it."""

    def sums(self, rule, values):
        rows = [{"pid": i, "x": value} for i, value in enumerate(values)]
        text = f"tables:\n  people:\n    entity: [pid]\n    columns: {{\"*\": [filter, group, aggregate]}}\ndisclosure: {{k: 5{rule}}}\n"
        with Lab(text, {"people": people.file_of(rows, "magnitudes.csv")}) as lab:
            count, total, mean = lab.ask(["SELECT COUNT(*) FROM people", "SELECT SUM(x) FROM people", "SELECT AVG(x) FROM people"])
        self.assertEqual(count.rows, [[len(values)]])
        self.assertEqual(total.verdict, mean.verdict)
        return total.verdict

    def test_a_few_who_have_nearly_everything_are_not_shown_in_a_sum(self):
        even, one, two, signs = [100 + i for i in range(20)], [1] * 19 + [10 ** 6], [1] * 18 + [10 ** 6, 10 ** 6], [1] * 18 + [10 ** 6, -10 ** 6]
        for rule, verdicts in (("", ("released", "released", "released", "released")), (", dominance: {n: 2, share: 0.9}", ("released", "withheld", "withheld", "withheld")),
                               (", p: 0.1", ("released", "withheld", "withheld", "withheld"))):
            self.assertEqual(tuple(self.sums(rule, values) for values in (even, one, two, signs)), verdicts, rule)


class Residents(unittest.TestCase):
    """The synthetic residents of the product's own generator: nobody by birthday, household or number, and no county less one."""

    @classmethod
    def setUpClass(cls):
        cls.rows = people.residents()
        cls.policy = ("tables:\n  residents:\n    entity: [id_number]\n    rollup: {column: household_id}\n"
                      "    columns: {\"*\": [filter, group, aggregate], name: [], id_number: [filter, aggregate]}\ndisclosure: {k: 10, p: 0.1}\n")
        cls.lab = Lab(cls.policy, {"residents": people.file_of(cls.rows, "residents.csv")})
        cls.addClassCleanup(cls.lab.__exit__)

    def test_birthdays_numbers_and_households_find_nobody(self):
        row = self.rows[1234]
        for column in ("id_number", "birth_date", "household_id"):
            value = row[column]
            answer = self.lab.ask([(column, f"SELECT sex, COUNT(*) FROM residents WHERE {column} = '{value}' GROUP BY sex")])[0]
            self.assertFalse(answer.rows, answer)
        self.assertEqual(self.lab.ask([("name", f"SELECT COUNT(*) FROM residents WHERE name = '{row['name']}'")])[0].verdict, "refused")

    def test_a_county_and_the_county_without_one_person_or_household(self):
        row = self.rows[1234]
        everybody = Query("residents", keys=["county_code"])
        less = [Query("residents", unequal("id_number", row["id_number"]), ["county_code"]), Query("residents", unequal("household_id", row["household_id"]), ["county_code"]),
                Query("residents", unequal("birth_date", row["birth_date"]).spelt(f"birth_date <> DATE '{row['birth_date']}'"), ["county_code"])]
        for i, query in enumerate(less):
            queries = [everybody, query]
            answers = self.lab.ask([(f"county {i}", one.sql) for one in queries])
            self.assertTrue(answers[0].rows, "counties of enough households are shown")
            self.assertEqual(found(queries, answers, self.rows, 10, "household_id"), [])

    def test_every_shown_group_has_enough_households(self):
        queries = [Query("residents", keys=list(keys)) for keys in (["county_code"], ["county_code", "sex"], ["lives_alone"], ["county_code", "lives_alone"])]
        for query, answer in zip(queries, self.lab.ask([(query.sql, query.sql) for query in queries])):
            for row in answer.rows:
                members = [r for r in self.rows if all(r[key] == row[i] for i, key in enumerate(query.keys))]
                self.assertGreaterEqual(len({r["household_id"] or r["id_number"] for r in members}), 10, query.sql)
                self.assertEqual(row[-1], len(members), query.sql)


class Noise(unittest.TestCase):
    """Rounding is a function of the rows and the measure: no wording, session or repetition gives another draw to average over."""

    def setUp(self):
        self.rows = [{"pid": i, "town": "ew"[i % 2], "income": 1000 + i} for i in range(83)]
        self.lab = Lab("tables:\n  people:\n    entity: [pid]\n    columns: {\"*\": [filter, group, aggregate]}\ndisclosure: {k: 5, rounding: {base: 5}}\n",
                       {"people": people.file_of(self.rows, "noise.csv")})
        self.addCleanup(self.lab.__exit__)

    def test_the_same_rows_always_give_the_same_number(self):
        same = ["SELECT COUNT(*) FROM people WHERE town = 'e'", "SELECT COUNT(*) AS n FROM people WHERE town <> 'w'", "SELECT COUNT(*) FROM people WHERE NOT (town = 'w')",
                "SELECT COUNT(*) FROM people WHERE town IN ('e', 'x')", "SELECT COUNT(*) FROM people WHERE town LIKE 'e'", "SELECT COUNT(*) FROM people p WHERE p.town = 'e' AND p.pid >= 0",
                "SELECT COUNT(*) FROM people WHERE UPPER(town) = 'E'", "SELECT COUNT(*) FROM people WHERE town BETWEEN 'a' AND 'f' AND income < 100000"]
        numbers = {answer.rows[0][0] for repeat in range(6) for answer in self.lab.ask([(f"s{repeat}", sql) for sql in same])}
        self.assertEqual(len(numbers), 1, "one draw, however often and however worded")
        self.assertEqual(numbers.pop() % 5, 0)

    def test_shown_numbers_are_multiples_of_the_base_and_near_the_truth(self):
        answer = self.lab.ask(["SELECT town, COUNT(*), SUM(income) FROM people GROUP BY town ORDER BY town"])[0]
        for town, count, total in answer.rows:
            mine = [row for row in self.rows if row["town"] == town]
            for shown, true in ((count, len(mine)), (total, sum(row["income"] for row in mine))):
                self.assertEqual(float(shown) % 5, 0)
                self.assertLess(abs(float(shown) - true), 5)

    def test_rounding_is_without_bias_over_many_sets(self):
        """Different sets have different draws: their errors do not all lie on one side."""
        answers = self.lab.ask([(f"{n}", f"SELECT COUNT(*) FROM people WHERE pid < {n}") for n in range(20, 80)])
        errors = [answer.rows[0][0] - n for n, answer in zip(range(20, 80), answers) if answer.rows]
        self.assertGreater(len(errors), 50)
        self.assertLess(abs(statistics.mean(errors)), 1.5)
        self.assertTrue(min(errors) < 0 < max(errors))


if __name__ == "__main__":
    unittest.main()
