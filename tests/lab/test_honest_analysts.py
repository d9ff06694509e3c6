"""Honest questions are answered, and answered right: of several hundred safe aggregates at most 2% are refused or withheld."""
import random
import sys
import unittest

import people
from cells import EVERYBODY, Query, at_most, between, equal, one_of, truth, unequal
from lab import Lab

COARSE = ["sex", "income", "relationship", "marital_status", "education", "race", "workclass"]
SAFE_GROUP = 60  # people in the smallest group of a safe question
ALLOWED = 0.02


def safe(query, rows):
    """Far from every rule: only large groups. What is averaged is known of everybody and of one order of magnitude, so that no two people hold most
    of a sum and nobody is left over between two numbers."""
    groups = query.groups(rows)
    return bool(groups) and all(cell.bit_count() >= SAFE_GROUP for cell in groups.values())


def honest_questions(rows, count, seed=20260302):
    draw = random.Random(seed)
    conditions = [lambda: EVERYBODY, lambda: equal("sex", draw.choice(["Male", "Female"])), lambda: at_most("age", draw.randint(30, 70)),
                  lambda: between("age", low := draw.randint(18, 50), low + draw.randint(10, 30)), lambda: unequal("race", "White"), lambda: equal("income", ">50K"),
                  lambda: one_of("education", draw.sample(["Bachelors", "HS-grad", "Masters", "Some-college", "11th", "Assoc-voc"], 3)),
                  lambda: between("hours_per_week", draw.randint(10, 40), draw.randint(40, 80)), lambda: equal("workclass", draw.choice(["Private", "Local-gov", "Self-emp-not-inc"])),
                  lambda: equal("native_country", "United-States")]
    measures = [["COUNT(*)"], ["COUNT(*)", "AVG(age)"], ["AVG(hours_per_week)"], ["SUM(hours_per_week)", "COUNT(*)"], ["AVG(education_num)"], ["SUM(age)"], ["AVG(fnlwgt)", "COUNT(*)"]]
    out = []
    while len(out) < count:
        where = draw.choice(conditions)()
        if draw.random() < 0.4:
            more = draw.choice(conditions)()
            where = where & more if where.sql and more.sql else where
        query = Query("adult", where, draw.sample(COARSE, draw.choice([0, 1, 1, 1, 2])), draw.choice(measures))
        if safe(query, rows):
            out.append(query)
    return out


@unittest.skipUnless(people.ADULT.exists(), "the Adult data is absent")
class HonestAnalysts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = people.adult()
        cls.lab = Lab(people.POLICY, {"adult": people.adult_file()})
        cls.addClassCleanup(cls.lab.__exit__)

    def right(self, query, answer):
        """Every number of a released answer is the truth, and no group is missing."""
        groups = query.groups(self.rows)
        self.assertEqual(len(answer.rows), len(groups), query.sql)
        for measure, cell, value in query.cells(answer, self.rows):
            self.assertAlmostEqual(float(value), float(truth(measure, cell, self.rows)), 6, f"{query.sql}: {measure}")

    def test_at_most_two_in_a_hundred_safe_questions_are_not_released(self):
        queries = honest_questions(self.rows, 300)
        answers = self.lab.ask([(f"analyst {i}", query.sql) for i, query in enumerate(queries)])
        turned_away = [(query.sql, answer) for query, answer in zip(queries, answers) if answer.verdict != "released"]
        for query, answer in zip(queries, answers):
            if answer.verdict == "released":
                self.right(query, answer)
        print(f"honest analysts: {len(turned_away)} of {len(queries)} safe questions refused or withheld ({len(turned_away) / len(queries):.1%})", file=sys.stderr)
        self.assertLessEqual(len(turned_away), ALLOWED * len(queries), turned_away[:10])

    def test_one_analyst_with_a_plan_of_tables_is_served_too(self):
        """A session of its own: tables by single keys, totals, and means by sex and income, as a first report has them."""
        queries = [Query("adult")] + [Query("adult", keys=[key], measures=measures) for key in ("sex", "income", "race", "relationship", "marital_status")
                                      for measures in (["COUNT(*)"], ["AVG(age)"], ["AVG(hours_per_week)", "COUNT(*)"])]
        queries = [query for query in queries if safe(query, self.rows)]
        queries += [Query("adult", keys=["sex", "income"]), Query("adult", equal("sex", "Male"), ["income"]), Query("adult", equal("sex", "Female"), ["income"])]
        answers = self.lab.ask([("report", query.sql) for query in queries])
        turned_away = [query.sql for query, answer in zip(queries, answers) if answer.verdict != "released"]
        print(f"one analyst: {len(turned_away)} of {len(queries)} questions of one session refused or withheld", file=sys.stderr)
        self.assertLessEqual(len(turned_away), ALLOWED * len(queries), turned_away)

    def test_asking_again_is_answered_again(self):
        sql = "SELECT education, COUNT(*), AVG(age) FROM adult GROUP BY education ORDER BY education"
        first, second, third = self.lab.ask([("again", sql), ("again", sql)]) + self.lab.ask([("again", sql)])
        self.assertEqual(first.verdict, "released")
        self.assertEqual(first.seen, second.seen)
        self.assertEqual(first.seen, third.seen)


if __name__ == "__main__":
    unittest.main()
