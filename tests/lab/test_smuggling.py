"""Carrying more out of an answer than its numbers: rows folded into text, lists or digits, hidden columns, files and catalogs, look-alike names."""
import json
import pathlib
import unittest

import people
from lab import Lab

# Over thirty people at once, so that k does not stand in the way: each would carry values of single people out.
FOLDED = """
SELECT STRING_AGG(occupation, ',') FROM adult WHERE pid <= 30
SELECT LISTAGG(occupation, ',') FROM adult WHERE pid <= 30
SELECT GROUP_CONCAT(age) FROM adult WHERE pid <= 30
SELECT ARRAY_AGG(age) FROM adult WHERE pid <= 30
SELECT ARRAY_AGG(age ORDER BY pid) FROM adult WHERE pid <= 30
SELECT LIST(age) FROM adult WHERE pid <= 30
SELECT ARRAY(SELECT age FROM adult WHERE pid <= 30)
SELECT [age] FROM adult WHERE pid <= 30
SELECT ARRAY[age, fnlwgt] FROM adult WHERE pid <= 30
SELECT JSON_GROUP_ARRAY(age) FROM adult WHERE pid <= 30
SELECT JSON_AGG(age) FROM adult WHERE pid <= 30
SELECT JSON_OBJECT_AGG(pid, age) FROM adult WHERE pid <= 30
SELECT JSON_OBJECT('age', age) FROM adult WHERE pid <= 30
SELECT TO_JSON(age) FROM adult WHERE pid <= 30
SELECT ROW_TO_JSON(adult) FROM adult WHERE pid <= 30
SELECT XMLAGG(XMLELEMENT(NAME a, age)) FROM adult WHERE pid <= 30
SELECT MAP([pid], [age]) FROM adult WHERE pid <= 30
SELECT HISTOGRAM(fnlwgt) FROM adult WHERE pid <= 30
SELECT MODE(fnlwgt) FROM adult WHERE pid <= 30
SELECT FIRST(fnlwgt) FROM adult WHERE pid <= 30
SELECT LAST(fnlwgt) FROM adult WHERE pid <= 30
SELECT ANY_VALUE(fnlwgt) FROM adult WHERE pid <= 30
SELECT ARG_MIN(fnlwgt, pid) FROM adult WHERE pid <= 30
SELECT MAX_BY(fnlwgt, pid) FROM adult WHERE pid <= 30
SELECT MEDIAN(fnlwgt) FROM adult WHERE pid <= 31
SELECT QUANTILE_DISC(fnlwgt, 0.01) FROM adult WHERE pid <= 30
SELECT PERCENTILE_DISC(0) WITHIN GROUP (ORDER BY fnlwgt) FROM adult WHERE pid <= 30
SELECT BIT_OR(fnlwgt) FROM adult WHERE pid <= 30
SELECT BIT_XOR(fnlwgt) FROM adult WHERE pid <= 30
SELECT PRODUCT(fnlwgt) FROM adult WHERE pid <= 30
SELECT SUM(HASH(fnlwgt)) FROM adult WHERE pid <= 30
SELECT MD5(STRING_AGG(age, '')) FROM adult WHERE pid <= 30
SELECT MIN(fnlwgt) FROM adult WHERE pid <= 30
SELECT MAX(fnlwgt) FROM adult WHERE pid <= 30
SELECT MAX(CAST(pid AS TEXT) || ':' || CAST(age AS TEXT)) FROM adult WHERE pid <= 30
SELECT SUM(POWER(100, pid) * age) FROM adult WHERE pid <= 8
SELECT SUM(POWER(100, pid - 20) * age) FROM adult WHERE pid <= 30
SELECT SUM(age * EXP(pid)) FROM adult WHERE pid <= 30
SELECT SUM((1 << pid) * (age - 17)) FROM adult WHERE pid <= 30
SELECT SUM(CAST('1e' || CAST(pid * 3 AS TEXT) AS DOUBLE PRECISION) * age) FROM adult WHERE pid <= 30
SELECT SUM(CAST(CAST(pid AS TEXT) || '000' AS INTEGER)) FROM adult WHERE pid <= 30
SELECT SUM(age / (pid - 15.000001)) FROM adult WHERE pid <= 30
SELECT SUM(CASE WHEN pid = 1 THEN 1000000 * age WHEN pid = 2 THEN 1000 * age ELSE age END) FROM adult WHERE pid <= 30
SELECT SUM(age) + 0 * SUM(CASE WHEN pid = 3 THEN fnlwgt ELSE 0 END) FROM adult WHERE pid <= 30
SELECT SUM(CASE WHEN fnlwgt > 200000 THEN 1 ELSE 1000 END) FROM adult WHERE pid <= 12
SELECT SUM(LENGTH(occupation) * (CASE WHEN pid = 4 THEN 1000 ELSE 1 END)) FROM adult WHERE pid <= 30
SELECT AVG(ASCII(occupation)) FROM adult WHERE pid <= 30
SELECT SUM(MOD(fnlwgt, 2) * POWER(2, pid)) FROM adult WHERE pid <= 30
SELECT age, (SELECT fnlwgt FROM adult b WHERE b.pid = 7), COUNT(*) FROM adult GROUP BY age
SELECT income, COUNT(*), (SELECT MAX(fnlwgt) FROM adult b WHERE b.income = adult.income) FROM adult GROUP BY income
SELECT CASE WHEN COUNT(*) > 5 THEN (SELECT MIN(fnlwgt) FROM adult) END FROM adult
SELECT UNNEST(ARRAY_AGG(age)) FROM adult
SELECT a.pid, COUNT(*) FROM adult a JOIN adult b ON a.income = b.income WHERE a.pid <= 3 GROUP BY a.pid
SELECT a.pid, a.age, COUNT(*) FROM adult a JOIN adult b ON a.age = b.age GROUP BY a.pid, a.age ORDER BY a.pid LIMIT 3
SELECT * FROM adult LIMIT 5
SELECT adult.* FROM adult LIMIT 5
SELECT COLUMNS('.*') FROM adult LIMIT 5
TABLE adult
VALUES (1), ((SELECT age FROM adult LIMIT 1))
SELECT age FROM adult WHERE pid <= 30 ORDER BY age FOR UPDATE
SELECT fnlwgt FROM adult UNION SELECT age FROM adult
SELECT fnlwgt FROM adult GROUP BY fnlwgt HAVING COUNT(*) < 3
""".strip().splitlines()

# Nothing of the machine, of the engine or of the hidden columns answers. {file} is a secret file, {new} one that must not appear.
OUTSIDE = """
SELECT * FROM read_csv('{file}')
SELECT * FROM read_csv_auto('{file}')
SELECT * FROM read_text('{file}')
SELECT * FROM read_blob('{file}')
SELECT * FROM read_parquet('{file}')
SELECT * FROM read_json('{file}')
SELECT * FROM parquet_metadata('{file}')
SELECT * FROM '{file}'
SELECT * FROM "{file}"
SELECT * FROM glob('*')
SELECT * FROM sniff_csv('{file}')
SELECT COUNT(*) FROM adult, read_text('{file}')
SELECT COUNT(*) FROM adult WHERE age > (SELECT COUNT(*) FROM read_text('{file}'))
SELECT getenv('HOME') FROM adult
SELECT current_setting('memory_limit'), COUNT(*) FROM adult
SELECT version(), COUNT(*) FROM adult
SELECT current_user, COUNT(*) FROM adult
SELECT current_database(), COUNT(*) FROM adult
SELECT * FROM information_schema.tables
SELECT * FROM information_schema.columns
SELECT * FROM pg_catalog.pg_class
SELECT * FROM pg_class
SELECT * FROM sqlite_master
SELECT * FROM duckdb_tables()
SELECT * FROM duckdb_columns()
SELECT * FROM duckdb_settings()
SELECT * FROM duckdb_secrets()
SELECT * FROM pragma_storage_info('adult')
SELECT * FROM pragma_table_info('adult')
SELECT stats(age) FROM adult
SELECT rowid FROM adult
SELECT ctid FROM adult
SELECT COUNT(*) FROM adult WHERE rowid = 5
SELECT "#pid" FROM adult
SELECT COUNT(DISTINCT "#pid") FROM adult
SELECT "#row" FROM adult
SELECT COUNT(*) FROM adult WHERE "#pid" > 0
SELECT nextval('x') FROM adult
SELECT query('SELECT 1') FROM adult
SELECT * FROM query('SELECT * FROM adult')
SELECT * FROM query_table('adult')
SELECT RANDOM(), COUNT(*) FROM adult
SELECT NOW(), COUNT(*) FROM adult
SELECT COUNT(*) FROM adult WHERE RANDOM() < 0.5
SELECT SETSEED(0.5) FROM adult
SELECT COUNT(*) FROM generate_series(1, 10000000000)
SELECT COUNT(*) FROM range(10000000000)
SELECT $1, COUNT(*) FROM adult
SELECT ?, COUNT(*) FROM adult
PRAGMA database_list
PRAGMA table_info('adult')
SHOW TABLES
DESCRIBE adult
SUMMARIZE adult
EXPLAIN SELECT * FROM adult
EXPLAIN ANALYZE SELECT COUNT(*) FROM adult
SET memory_limit = '1GB'
RESET memory_limit
INSTALL httpfs
LOAD httpfs
ATTACH '{new}' AS x
DETACH x
USE x
CHECKPOINT
VACUUM
ANALYZE adult
CALL pragma_version()
COPY adult TO '{new}'
COPY (SELECT * FROM adult) TO '{new}' (FORMAT csv)
COPY adult FROM '{file}'
EXPORT DATABASE '{new}'
CREATE TABLE x AS SELECT * FROM adult
CREATE TEMP VIEW x AS SELECT * FROM adult
SELECT * INTO x FROM adult
INSERT INTO adult VALUES (1)
UPDATE adult SET age = 1
DELETE FROM adult
DROP TABLE adult
TRUNCATE adult
ALTER TABLE adult ADD COLUMN x INTEGER
PREPARE x AS SELECT * FROM adult
EXECUTE x
BEGIN
ROLLBACK
SELECT COUNT(*) FROM adult; DROP TABLE adult
SELECT COUNT(*) FROM adult; SELECT * FROM adult
SELECT COUNT(*) FROM adult;; SELECT age FROM adult
SELECT COUNT(*) FROM adult /* ; */ ; COPY adult TO '{new}'
WITH x AS (DELETE FROM adult RETURNING *) SELECT COUNT(*) FROM x
WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x) SELECT COUNT(*) FROM x
""".strip().splitlines() + ["SELECT COUNT(*) FROM adult -- a comment\n; DROP TABLE adult"]

HIDDEN = """
SELECT name FROM people
SELECT name, COUNT(*) FROM people GROUP BY name
SELECT COUNT(name) FROM people
SELECT COUNT(DISTINCT name) FROM people
SELECT MAX(name) FROM people
SELECT COUNT(*) FROM people WHERE name = 'n1'
SELECT COUNT(*) FROM people WHERE name IS NULL
SELECT COUNT(*) FROM people ORDER BY name
SELECT COUNT(*) FROM people GROUP BY LENGTH(name)
SELECT COUNT(*) FROM people HAVING MAX(name) > 'a'
SELECT COUNT(*) FROM people a JOIN people b ON a.name = b.name
SELECT COUNT(*) FROM people a JOIN people b USING (name)
SELECT COUNT(*) FROM people a NATURAL JOIN people b
SELECT COUNT(*) FROM people WHERE EXISTS (SELECT 1 FROM people b WHERE b.name = 'n1')
SELECT COUNT(*) FROM people WHERE town IN (SELECT name FROM people)
SELECT COUNT(*) FILTER (WHERE name = 'n1') FROM people
SELECT SUM(CASE WHEN name = 'n1' THEN 1 ELSE 0 END) FROM people
SELECT COUNT(*) FROM (SELECT name FROM people) x
SELECT COUNT(*) FROM (SELECT name AS town FROM people) x GROUP BY town
WITH x AS (SELECT name AS a FROM people) SELECT a, COUNT(*) FROM x GROUP BY a
SELECT COUNT(*) FROM people AS p(a, b, c) GROUP BY b
SELECT COUNT(*) FROM people WHERE "NAME" = 'n1'
SELECT COUNT(*) FROM people WHERE people."name" = 'n1'
SELECT COUNT(*) FROM people WHERE (people).name = 'n1'
SELECT people.secret FROM people
SELECT COUNT(*) FROM people GROUP BY CUBE (town, name)
SELECT ROW_NUMBER() OVER (ORDER BY name), COUNT(*) FROM people GROUP BY town
""".strip().splitlines()

# Names and signs that look like others. None may be taken for a granted name, a comment or a quote.
CONFUSABLE = [
    "SELECT COUNT(*) FROM ａｄｕｌｔ", "SELECT COUNT(*) FROM аdult", "SELECT COUNT(*) FROM adult\u200b", "SELECT COUNT(*) FROM ad\u00adult", "SELECT COUNT(*) FROM adult\u202e",
    "SELECT COUNT(*) FROM adult WHERE ａｇｅ > 3", "SELECT COUNT(*) FROM adult WHERE аge > 3", "SELECT COUNT(*) FROM adult WHERE age\u2028> 3; DROP TABLE adult",
    "SELECT ＣＯＵＮＴ(*) FROM adult", "SELECT COUNT（*） FROM adult", "SELECT COUNT(*) FROM adult WHERE sex = ‘Male’", "SELECT COUNT(*) FROM adult WHERE sex = ＇Male＇",
    "SELECT COUNT(*) FROM adult；DROP TABLE adult", "SELECT COUNT(*) FROM adult WHERE age ＝ 3", "SELECT COUNT(*) FROM adult WHERE age > ３",
    "SELECT age﹐ COUNT(*) FROM adult", "SELECT COUNT(*) FROM adult WHERE sex = 'Male' ǁ ''", "SELECT KURTOSIS(age) FROM adult", "SELECT COUNT(*) FROM adult WHERE İncome = 'x'",
    "SELECT\u00a0age FROM adult", "SELECT COUNT(*) FROM \"adult\u0000\"", "SELECT COUNT(*) FROM U&\"\\0061dult\u200d\"",
]

# Comments change nothing: the same answer with and without them.
COMMENTED = [("SELECT COUNT(*) FROM adult", "SELECT /* a */ COUNT(*) FROM /* /* nested */ -- */ adult -- the end"),
             ("SELECT COUNT(*) FROM adult WHERE sex = 'Male'", "SELECT COUNT(*) FROM adult WHERE sex = 'Male' --' OR pid = 1"),
             ("SELECT COUNT(*) FROM adult WHERE sex = 'Male'", "SELECT COUNT(*) FROM adult WHERE sex = 'Male' /*' OR pid = 1 */"),
             ("SELECT COUNT(*) FROM adult WHERE sex = '--'", "SELECT COUNT(*) FROM adult WHERE sex = '-' || '-'")]


@unittest.skipUnless(people.ADULT.exists(), "the Adult data is absent")
class Smuggling(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(people.POLICY, {"adult": people.adult_file(people.SOME)})
        cls.addClassCleanup(cls.lab.__exit__)

    def test_no_answer_carries_values_of_single_people(self):
        for sql, answer in zip(FOLDED, self.lab.ask([(f"{i}", sql) for i, sql in enumerate(FOLDED)])):
            with self.subTest(sql):
                self.assertNotEqual(answer.verdict, "released", answer)
                self.assertFalse(any(cell is not None for row in answer.rows for cell in row), answer)

    def test_products_with_known_weights_do_not_solve_for_people(self):
        """Ten equations in ten unknowns: the attacker knows four columns and the numbers of ten people and asks for their gains under every weight."""
        known = ["age", "education_num", "hours_per_week", "pid", "fnlwgt"]
        weights = [[name for i, name in enumerate(known) if choice >> i & 1] for choice in range(1 << len(known))]
        group = [row for row in people.adult(people.SOME) if row["capital_gain"] > 0][:people.K]
        where = "pid IN (" + ", ".join(str(row["pid"]) for row in group) + ")"
        answers = self.lab.ask([("weights", f"SELECT SUM({' * '.join(['capital_gain', *names])}) FROM adult WHERE {where}") for names in weights])
        equations = [[product(row, names) for row in group] for names, answer in zip(weights, answers) if answer.rows and answer.rows[0][0] is not None]
        self.assertLess(rank(equations), people.K, "as many equations as people: every gain can be solved for")
        solved = [i for i in range(len(group)) if rank(equations) == rank([*equations, [1 if j == i else 0 for j in range(len(group))]]) and equations]
        self.assertEqual(solved, [])

    def test_nothing_outside_the_granted_tables_answers(self):
        secret = self.lab.dir / "secret.csv"
        secret.write_text("a,b\n1,2\n", "utf-8")
        new = self.lab.dir / "written"
        questions = [sql.format(file=secret, new=new) for sql in OUTSIDE]
        before = snapshot(self.lab.dir)
        for sql, answer in zip(questions, self.lab.ask([(f"{i}", sql) for i, sql in enumerate(questions)])):
            with self.subTest(sql):
                self.assertEqual(answer.verdict, "refused", answer)
                self.assertEqual((answer.columns, answer.rows), ([], []))
        self.assertEqual(snapshot(self.lab.dir) - before, set())

    def test_look_alikes_are_not_taken_for_what_they_look_like(self):
        for sql, answer in zip(CONFUSABLE, self.lab.ask([(f"{i}", sql) for i, sql in enumerate(CONFUSABLE)])):
            with self.subTest(sql):
                self.assertEqual(answer.verdict, "refused", answer)

    def test_comments_change_nothing(self):
        for plain, commented in COMMENTED:
            one, other = self.lab.ask([("plain", plain), ("commented", commented)])
            self.assertEqual(one.seen, other.seen, commented)

    def test_every_place_of_a_hidden_column_is_refused_by_static_means(self):
        rows = [{"pid": i, "name": f"n{i}", "town": "ew"[i % 2], "secret": i * 7} for i in range(40)]
        policy = 'tables:\n  people:\n    entity: [pid]\n    columns: {town: [join, filter, group, aggregate], name: []}\ndisclosure: {k: 5}\n'
        with Lab(policy, {"people": people.file_of(rows, "hidden.csv")}) as lab:
            for sql, answer in zip(HIDDEN, lab.ask([(f"{i}", sql) for i, sql in enumerate(HIDDEN)])):
                with self.subTest(sql):
                    self.assertEqual(answer.verdict, "refused", answer)
                    self.assertNotIn("n1", json.dumps([reason for reason in answer.reasons if "n1" not in sql]))

    def test_names_of_entities_and_rows_never_leave(self):
        """The numbers of entities are keyed hashes of this state: no answer holds one, and another state has others."""
        answers = self.lab.ask([("any", "SELECT income, COUNT(*), SUM(age) FROM adult GROUP BY income")])
        secret = (pathlib.Path(self.lab.state) / "secret").read_text("ascii").strip()
        self.assertNotIn(secret, json.dumps(answers[0].line))
        self.assertTrue(all(abs(cell) < 10 ** 12 for row in answers[0].rows for cell in row if isinstance(cell, int)), answers[0])


def snapshot(folder):
    return {str(path) for path in pathlib.Path(folder).rglob("*") if "state" not in path.parts}


def product(row, names):
    out = 1
    for name in names:
        out *= row[name]
    return out


def rank(rows, prime=(1 << 61) - 1):
    rows, out = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(out, len(rows)) if rows[i][column] % prime), None)
        if pivot is None:
            continue
        rows[out], rows[pivot] = rows[pivot], rows[out]
        inverse = pow(rows[out][column], prime - 2, prime)
        for i in range(out + 1, len(rows)):
            factor = rows[i][column] * inverse % prime
            rows[i] = [(a - factor * b) % prime for a, b in zip(rows[i], rows[out])]
        out += 1
    return out


if __name__ == "__main__":
    unittest.main()
