"""Asking for one person. Whatever a query about one person answers must be what it answers about anybody else, and about nobody."""
import re
import unittest

import people
from lab import Lab

# {t} is the person's number. Each is asked in a session of its own about two people who differ in all columns, and about nobody.
TEMPLATES = """
SELECT COUNT(*) FROM adult WHERE pid = {t}
SELECT COUNT(*) AS n FROM adult WHERE NOT (pid <> {t})
SELECT COUNT(*) FROM adult WHERE pid > {t} - 1 AND pid < {t} + 1
SELECT COUNT(*) FROM adult WHERE pid IN ({t})
SELECT COUNT(*) FROM adult WHERE CAST(pid AS TEXT) = '{t}'
SELECT COUNT(*) FROM adult WHERE CAST(pid AS TEXT) LIKE '{t}'
SELECT COUNT(*), AVG(age), SUM(fnlwgt) FROM adult WHERE pid = {t}
SELECT SUM(capital_gain) FROM adult WHERE pid BETWEEN {t} AND {t}
SELECT MIN(age), MAX(age) FROM adult WHERE pid = {t}
SELECT COUNT(DISTINCT occupation) FROM adult WHERE pid = {t}
SELECT sex, COUNT(*) FROM adult WHERE pid = {t} GROUP BY sex
SELECT sex, race, income, COUNT(*) FROM adult WHERE pid = {t} GROUP BY ROLLUP (sex, race, income)
SELECT occupation FROM adult WHERE pid = {t}
SELECT DISTINCT occupation FROM adult WHERE pid = {t}
SELECT DISTINCT ON (sex) sex, age FROM adult WHERE pid = {t}
SELECT age FROM adult WHERE pid = {t} LIMIT 1
SELECT age FROM adult ORDER BY pid = {t} DESC LIMIT 1
SELECT age, COUNT(*) FROM adult WHERE pid = {t} GROUP BY age ORDER BY 2 LIMIT 1 OFFSET 0
SELECT pid, COUNT(*) FROM adult WHERE pid = {t} GROUP BY pid
SELECT pid, COUNT(*) FROM adult GROUP BY pid HAVING pid = {t}
SELECT pid, age, COUNT(*) FROM adult GROUP BY pid, age HAVING COUNT(*) = 1 AND pid = {t}
SELECT income, COUNT(*) FROM adult GROUP BY income HAVING SUM(CASE WHEN pid = {t} THEN 1 ELSE 0 END) > 0
SELECT income, COUNT(*) FROM adult GROUP BY income HAVING COUNT(*) FILTER (WHERE pid = {t}) = 1
SELECT income, COUNT(*) FROM adult GROUP BY income HAVING COUNT(CASE WHEN pid = {t} THEN 1 END) = 1
SELECT income, COUNT(*) FROM adult GROUP BY income HAVING MIN(CASE WHEN pid = {t} THEN 0 ELSE 1 END) = 0
SELECT income, COUNT(*) FROM adult GROUP BY income HAVING BOOL_OR(pid = {t})
SELECT income, COUNT(*) FROM adult GROUP BY income ORDER BY SUM(CASE WHEN pid = {t} THEN 1 ELSE 0 END) DESC LIMIT 1
SELECT income, COUNT(*) FROM adult GROUP BY income ORDER BY COUNT(*) FILTER (WHERE pid = {t}) DESC
SELECT income, COUNT(*) FROM adult GROUP BY income ORDER BY MAX(CASE WHEN pid = {t} THEN 1 ELSE 0 END) DESC
SELECT income, COUNT(*) FROM adult WHERE EXISTS (SELECT 1 FROM adult b WHERE b.pid = {t} AND b.income = '>50K') GROUP BY income
SELECT COUNT(*) FROM adult WHERE income = (SELECT income FROM adult WHERE pid = {t})
SELECT COUNT(*) FROM adult WHERE income = (SELECT MAX(income) FROM adult WHERE pid = {t})
SELECT COUNT(*) FROM adult WHERE income IN (SELECT income FROM adult WHERE pid = {t})
SELECT COUNT(*) FROM adult WHERE income NOT IN (SELECT income FROM adult WHERE pid = {t})
SELECT COUNT(*) FROM adult WHERE age > (SELECT AVG(age) FROM adult WHERE pid = {t})
SELECT COUNT(*) FROM adult a WHERE EXISTS (SELECT 1 FROM adult b WHERE b.income = a.income AND b.pid = {t})
SELECT COUNT(*) FROM adult a JOIN adult b ON a.income = b.income WHERE b.pid = {t}
SELECT a.income, COUNT(*) FROM adult a JOIN adult b ON a.income = b.income AND b.pid = {t} GROUP BY a.income
SELECT COUNT(*) FROM adult a, adult b WHERE a.income = b.income AND b.pid = {t}
SELECT COUNT(*) FROM adult a CROSS JOIN adult b WHERE b.pid = {t} AND a.income = b.income
SELECT COUNT(*) FROM adult a LEFT JOIN (SELECT income FROM adult WHERE pid = {t}) b ON a.income = b.income WHERE b.income IS NOT NULL
SELECT COUNT(*) FROM adult a JOIN (SELECT income, COUNT(*) AS n FROM adult WHERE pid = {t} GROUP BY income) b ON a.income = b.income
SELECT COUNT(a.pid) FROM adult a FULL JOIN (SELECT income FROM adult WHERE pid = {t}) b ON a.income = b.income
SELECT a.income, COUNT(*) FROM adult a CROSS JOIN (SELECT COUNT(*) AS n FROM adult WHERE pid = {t} AND income = '>50K') b WHERE b.n = 1 GROUP BY a.income
SELECT income, COUNT(*), ROW_NUMBER() OVER (ORDER BY SUM(CASE WHEN pid = {t} THEN 1 ELSE 0 END)) FROM adult GROUP BY income
SELECT income, SUM(SUM(CASE WHEN pid = {t} THEN 1 ELSE 0 END)) OVER () FROM adult GROUP BY income
SELECT SUM(age) OVER (PARTITION BY pid) FROM adult WHERE pid = {t}
SELECT FIRST_VALUE(income) OVER (ORDER BY pid) FROM adult WHERE pid >= {t}
SELECT LAG(income) OVER (ORDER BY pid) FROM adult WHERE pid = {t} + 1
SELECT income, COUNT(*) FROM (SELECT income, ROW_NUMBER() OVER (ORDER BY pid) AS r FROM adult) x WHERE r = {t} GROUP BY income
SELECT income FROM adult WHERE pid = {t} UNION SELECT 'x'
SELECT income FROM adult WHERE pid = {t} INTERSECT SELECT income FROM adult
SELECT COUNT(*) FROM (SELECT income FROM adult WHERE pid = {t} UNION ALL SELECT income FROM adult WHERE pid = {t}) x
SELECT COUNT(*) FROM (SELECT age FROM adult WHERE pid = {t}) a CROSS JOIN (SELECT 1 AS one) b
WITH x AS (SELECT * FROM adult WHERE pid = {t}) SELECT COUNT(*) FROM x
WITH x AS (SELECT income AS i FROM adult WHERE pid = {t}) SELECT adult.income, COUNT(*) FROM adult JOIN x ON adult.income = x.i GROUP BY adult.income
SELECT COUNT(*) FROM adult WHERE pid = {t} AND COALESCE(NULLIF(income, '>50K'), 'rich') = 'rich'
SELECT COUNT(*) FROM adult WHERE (CASE WHEN pid = {t} THEN income END) = '>50K'
SELECT COUNT(*) FROM adult WHERE (CASE WHEN pid = {t} THEN NULL ELSE 1 END) IS NULL
SELECT COUNT(*) FROM adult WHERE NULLIF(pid, {t}) IS NULL
SELECT 1 / COUNT(*) FROM adult WHERE pid = {t}
SELECT COUNT(*) FROM adult WHERE 1 / (pid - {t}) IS NULL
SELECT 1 / (COUNT(*) - 1) FROM adult WHERE pid = {t} AND income = '>50K'
SELECT CAST(MAX(income) AS INTEGER) FROM adult WHERE pid = {t}
SELECT CAST(COUNT(*) * 9223372036854775807 AS INTEGER) FROM adult WHERE pid = {t}
SELECT SQRT(0 - COUNT(*)) FROM adult WHERE pid = {t}
SELECT LN(COUNT(*) - 1) FROM adult WHERE pid = {t}
SELECT COUNT(*) FROM adult WHERE pid = {t} AND CAST(income AS INTEGER) = 1
SELECT COUNT(*) FROM adult WHERE pid = {t} AND DATE_TRUNC('day', CAST(income AS DATE)) IS NULL
SELECT COUNT(*) FROM adult WHERE pid = {t} AND SUBSTR(income, 1, 0 - age) IS NULL
SELECT SUM(CASE WHEN pid = {t} THEN age ELSE 0 END) FROM adult
SELECT SUM(CASE WHEN pid = {t} THEN age * 1000000 ELSE 0 END) FROM adult
SELECT SUM(CASE WHEN pid = {t} THEN age * 1000000 ELSE 1 END) FROM adult
SELECT SUM(CASE WHEN pid = {t} THEN age END) FROM adult
SELECT SUM(CASE pid WHEN {t} THEN 1 ELSE 0 END) FROM adult
SELECT AVG(CASE WHEN pid = {t} THEN age ELSE NULL END) FROM adult
SELECT COUNT(CASE WHEN pid = {t} AND income = '>50K' THEN 1 END) FROM adult
SELECT COUNT(*) FILTER (WHERE pid = {t} AND income = '>50K') FROM adult
SELECT COUNT(*) FILTER (WHERE pid = {t}) + COUNT(*) * 0 FROM adult
SELECT SUM(age) FILTER (WHERE pid = {t}) FROM adult
SELECT COALESCE(SUM(age) FILTER (WHERE pid = {t}), 0) FROM adult
SELECT SUM(age * (CASE WHEN pid = {t} THEN 1000000 ELSE 0 END)) FROM adult
SELECT SUM(age / (pid - {t} + 0.000001)) FROM adult
SELECT SUM(POWER(2, pid - {t})) FROM adult
SELECT SUM(GREATEST(0, 1 - ABS(pid - {t})) * age) FROM adult
SELECT MAX(CASE WHEN pid = {t} THEN fnlwgt ELSE 0 END) FROM adult
SELECT MIN(ABS(pid - {t}) * 1000000 + age) FROM adult
SELECT MAX(income) FILTER (WHERE pid = {t}) FROM adult
SELECT STDDEV(age) FROM adult WHERE pid = {t}
SELECT VAR_POP(CASE WHEN pid = {t} THEN age ELSE 0 END) FROM adult
SELECT STRING_AGG(occupation, ',') FROM adult WHERE pid = {t}
SELECT ARRAY_AGG(age) FROM adult WHERE pid = {t}
SELECT LIST(age) FROM adult WHERE pid = {t}
SELECT JSON_GROUP_ARRAY(age) FROM adult WHERE pid = {t}
SELECT TO_JSON(adult) FROM adult WHERE pid = {t}
SELECT ROW(age, income) FROM adult WHERE pid = {t}
SELECT adult FROM adult WHERE pid = {t}
SELECT age || '/' || income FROM adult WHERE pid = {t}
SELECT age || income || occupation AS all_of_it, COUNT(*) FROM adult WHERE pid = {t} GROUP BY 1
SELECT FIRST(income) FROM adult WHERE pid = {t}
SELECT ANY_VALUE(income) FROM adult WHERE pid = {t}
SELECT ARG_MAX(income, pid) FROM adult WHERE pid <= {t}
SELECT MODE(income) FROM adult WHERE pid = {t}
SELECT MEDIAN(age) FROM adult WHERE pid = {t}
SELECT QUANTILE_CONT(age, 0.5) FROM adult WHERE pid = {t}
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY age) FROM adult WHERE pid = {t}
SELECT BIT_XOR(age) FROM adult WHERE pid = {t}
SELECT PRODUCT(age) FROM adult WHERE pid = {t}
SELECT HISTOGRAM(age) FROM adult WHERE pid = {t}
SELECT APPROX_COUNT_DISTINCT(age) FROM adult WHERE pid = {t}
SELECT CORR(age, fnlwgt) FROM adult WHERE pid = {t}
SELECT COUNT(*) FROM adult TABLESAMPLE RESERVOIR (1) WHERE pid = {t}
SELECT GROUPING(income), income, COUNT(*) FROM adult WHERE pid = {t} GROUP BY CUBE (income)
""".strip().splitlines()

# What an attacker knows about somebody without a number.
KNOWN = ["age", "workclass", "education", "marital_status", "occupation", "race", "sex", "hours_per_week", "native_country"]


@unittest.skipUnless(people.ADULT.exists(), "the Adult data is absent")
class SinglingOut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(people.POLICY, {"adult": people.adult_file(people.SOME)})
        cls.addClassCleanup(cls.lab.__exit__)
        rows = people.adult(people.SOME)
        late = rows[people.SOME // 2:]
        poor = next(row for row in late if row["income"] == "<=50K" and row["sex"] == "Female" and row["capital_gain"] == 0)
        rich = next(row for row in late if row["income"] == ">50K" and row["sex"] == "Male" and row["capital_gain"] > 0)
        cls.targets = [poor["pid"], rich["pid"], len(rows) + 4711]

    def test_one_person_another_person_and_nobody_look_alike(self):
        questions = [(f"{i}/{t}", template.format(t=t)) for i, template in enumerate(TEMPLATES) for t in self.targets]
        answers = self.lab.ask(questions)
        successes = []
        for i, template in enumerate(TEMPLATES):
            one, other, nobody = (about_nobody(answer.seen, target) for answer, target in zip(answers[3 * i:3 * i + 3], self.targets))
            if not one == other == nobody:
                successes.append(f"{template}\n  {one}\n  {other}\n  {nobody}")
        self.assertEqual(successes, [], f"{len(successes)} of {len(TEMPLATES)} succeed\n" + "\n".join(successes))

    def test_what_is_known_about_somebody_finds_nobody(self):
        rows = people.adult(people.SOME)
        seen = {}
        for row in rows:
            seen.setdefault(tuple(row[c] for c in KNOWN), []).append(row)
        alone = [group[0] for group in seen.values() if len(group) == 1 and None not in (group[0][c] for c in KNOWN)][:40]
        questions = []
        for row in alone:
            for income in (">50K", "<=50K"):
                where = " AND ".join(f"{c} = {row[c]}" if isinstance(row[c], int) else f"{c} = '{row[c]}'" for c in KNOWN)
                questions.append((f"{row['pid']} {income}", f"SELECT COUNT(*) FROM adult WHERE {where} AND income = '{income}'"))
        answers = self.lab.ask(questions)
        self.assertEqual({repr(answer) for answer in answers}, {repr(answers[0])})
        self.assertEqual(answers[0].verdict, "withheld")

    def test_no_group_of_few_is_shown_whatever_the_keys(self):
        keys = [("pid",), ("age", "occupation", "native_country"), ("fnlwgt",), ("age", "hours_per_week", "education", "sex"), ("capital_gain", "age")]
        questions, wanted = [], []
        for key in keys:
            listed = ", ".join(key)
            for more in ("", " HAVING COUNT(*) = 1", " HAVING COUNT(*) < 10", " ORDER BY COUNT(*) LIMIT 5", " ORDER BY COUNT(*) DESC LIMIT 5 OFFSET 3"):
                questions.append((f"{listed}{more}", f"SELECT {listed}, COUNT(*) FROM adult GROUP BY {listed}{more}"))
                wanted.append(key)
            questions.append((f"distinct {listed}", f"SELECT DISTINCT {listed} FROM adult"))
            wanted.append(key)
        sizes = {}
        for key in keys:
            for row in people.adult(people.SOME):
                group = tuple(row[c] for c in key)
                sizes[key, group] = sizes.get((key, group), 0) + 1
        shown = 0
        for key, (_, sql), answer in zip(wanted, questions, self.lab.ask(questions)):
            for row in answer.rows:
                shown += 1
                self.assertGreaterEqual(sizes[key, tuple(row[:len(key)])], people.K, sql)
        self.assertGreater(shown, 0, "large groups are shown, so that this test looks at something")


def about_nobody(seen, target):
    """The answer without the number that the attacker wrote into the question."""
    reasons = [{name: re.sub(rf"\b{target}\b", "N", str(value)) for name, value in reason.items()} for reason in seen["reasons"]]
    # places behind the number move with its length
    return {**seen, "reasons": [{**reason, "at": reason["at"].split(" column")[0]} for reason in reasons]}


if __name__ == "__main__":
    unittest.main()
