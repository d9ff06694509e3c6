"""The command as documented: lines in, lines out, exit codes, state between runs, payloads that break others."""
import csv
import json
import re
import subprocess
import unittest

import people
from lab import BINARY, MEMBERS, SHARED, Lab

PAYLOADS = SHARED / "sqli" / "payloadbox.csv"
POLICY = """tables:
  people:
    entity: [pid]
    columns: {"*": [filter, group, aggregate], name: []}
disclosure: {k: 5, dominance: {n: 2, share: 0.9}, p: 0.1, rounding: none}
"""


def crowd():
    return [{"pid": i, "name": f"n{i}", "town": ["east", "west", None][i % 3], "income": 100 + i} for i in range(60)]


class Contract(unittest.TestCase):
    def setUp(self):
        self.lab = Lab(POLICY, {"people": people.file_of(crowd(), "crowd.csv")})
        self.addCleanup(self.lab.__exit__)

    def sql(self, text):
        done = subprocess.run(self.lab.command("--sql", text), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def test_every_line_has_exactly_the_members_of_the_contract(self):
        for answer in self.lab.ask(["SELECT COUNT(*) AS n FROM people", "SELECT COUNT(*) FROM people WHERE pid = 1", "SELECT name FROM people"]):
            self.assertEqual(list(answer.line), MEMBERS)
            self.assertIn(answer.verdict, ("released", "withheld", "refused"))
            for reason in answer.reasons:
                self.assertEqual(list(reason), ["code", "rule", "at", "column", "hint"])
            for row, column in answer.withheld:
                self.assertIsNone(answer.rows[row][column])
            self.assertEqual(len(answer.grouping), len(answer.rows))

    def test_the_three_verdicts(self):
        released, withheld, refused = self.lab.ask(["SELECT COUNT(*) AS n FROM people", "SELECT COUNT(*) FROM people WHERE pid = 1", "SELECT name, COUNT(*) FROM people GROUP BY name"])
        self.assertEqual((released.verdict, released.columns, released.rows, released.withheld, released.reasons), ("released", ["n"], [[60]], [], []))
        self.assertEqual((withheld.verdict, withheld.rows, withheld.codes()), ("withheld", [], ["withheld"]))
        self.assertEqual((refused.verdict, refused.rows, refused.reasons[0]["column"]), ("refused", [], "people.name"))
        self.assertRegex(refused.reasons[0]["at"], r"^line 1 column \d+$")

    def test_totals_are_told_from_null_keys(self):
        answer = self.lab.ask(["SELECT town, COUNT(*) FROM people GROUP BY ROLLUP (town)"])[0]
        self.assertEqual(answer.verdict, "released", answer)
        self.assertEqual(sorted((str(row[0]), row[1], mask) for row, mask in zip(answer.rows, answer.grouping)),
                         [("None", 20, 0), ("None", 60, 1), ("east", 20, 0), ("west", 20, 0)])

    def test_bad_lines_are_refused_by_number_and_do_not_stop_the_batch(self):
        good = json.dumps({"id": "good", "sql": "SELECT COUNT(*) FROM people"})
        bad = ["{", "[]", "null", '{"id": 1}', '{"sql": "x"}', '{"id": 1, "sql": 2}', '{"id": 1, "sql": "x", "sesion": "a"}', '{"id": 1, "sql": "x", "session": 5}', b"\xff\xfe",
               '{"id": 1, "id": 2, "sql": "x"}', '{"id": {"a": 1}, "sql": "x"}', "{\"id\": 1, \"sql\": \"" + "x" * (1 << 20) + "\"}", "\"" + "[" * 100000, good]
        code, out, _ = self.lab.run([good, "", *bad])
        lines = [json.loads(line) for line in out.decode("utf-8").splitlines()]
        self.assertEqual(code, 0)
        self.assertEqual([line["verdict"] for line in lines], ["released"] + ["refused"] * (len(bad) - 1) + ["released"])
        for number, line in enumerate(lines[1:-1], 3):
            self.assertTrue(line["reasons"][0]["at"].startswith(f"line {number}"), line)

    def test_ids_come_back_as_they_were(self):
        code, out, _ = self.lab.run([json.dumps({"id": value, "sql": "SELECT COUNT(*) FROM people"}) for value in (7, -1, "é 公", "")])
        self.assertEqual(code, 0)
        self.assertEqual([json.loads(line)["id"] for line in out.decode("utf-8").splitlines()], [7, -1, "é 公", ""])

    def test_one_query_from_the_command_line_or_a_file(self):
        self.assertEqual(self.sql("SELECT COUNT(*) FROM people")["rows"], [[60]])
        file = self.lab.dir / "q.sql"
        file.write_text("SELECT COUNT(*)\n  FROM people -- all\n", "utf-8")
        self.assertEqual(self.sql(f"@{file}")["rows"], [[60]])

    def test_reviewers_see_more_and_requesters_never(self):
        sql = json.dumps({"id": 1, "sql": "SELECT town, COUNT(*) FROM people WHERE pid < 3 OR town = 'east' GROUP BY town"})
        plain = json.loads(self.lab.run([sql])[1])
        self.assertEqual(list(plain), MEMBERS)
        detailed = json.loads(self.lab.run([sql], "--reviewer")[1])
        self.assertEqual(list(detailed), [*MEMBERS, "review"])
        self.assertTrue(detailed["review"], detailed)
        self.assertTrue(all(item["reason"] for item in detailed["review"]), detailed)

    def test_exit_codes_and_what_is_said(self):
        for words, text in (([BINARY, "lab"], "--policy"), (self.lab.command("--nonsense"), "--nonsense"), (self.lab.command("--output", "xml"), "--output")):
            done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(text, done.stdout.decode("utf-8"))
        for place, text in (("policy.yaml line 4", POLICY.replace("aggregate]", "agregate]")), ("policy.yaml line 5", POLICY.replace("k: 5", "k: 1")),
                            ("policy.yaml line 3", POLICY.replace("[pid]", "[person]"))):
            self.lab.policy.write_text(text, "utf-8")
            code, out, err = self.lab.run(["{}"])
            self.assertEqual((code, out), (1, b""))
            self.assertIn(place, err.decode("utf-8"))

    def test_an_input_that_is_wrong_is_named_and_nothing_runs(self):
        ragged = self.lab.dir / "ragged.csv"
        ragged.write_text("pid,name,town,income\n1,a,b,2\n3\n", "utf-8")
        self.lab.inputs["people"] = ragged
        code, out, err = self.lab.run([json.dumps({"id": 1, "sql": "SELECT COUNT(*) FROM people"})])
        self.assertEqual((code, out), (1, b""))
        self.assertIn("ragged.csv: row 3", err.decode("utf-8"))

    def test_damaged_or_newer_state_is_refused_before_anything_is_shown(self):
        self.lab.ask([("s", "SELECT COUNT(*) FROM people")])
        ledger = next((self.lab.state / "ledgers").iterdir())
        whole = ledger.read_bytes()
        line = json.dumps({"id": 1, "sql": "SELECT COUNT(*) FROM people", "session": "s"})
        for bytes_, code_word in ((whole[:-1], "store.failed"), (whole[:-9] + b"x" * 9, "store.failed"), (whole.replace(b'"version":1', b'"version":7', 1), "store.newer_schema")):
            ledger.write_bytes(bytes_)
            code, out, err = self.lab.run([line])
            self.assertEqual((code, out), (1, b""), err)
            self.assertIn(code_word, err.decode("utf-8"))
        ledger.write_bytes(whole)
        self.assertEqual(self.lab.run([line])[0], 0)

    def test_sessions_have_ledgers_of_their_own(self):
        less = "SELECT COUNT(*) FROM people WHERE pid <> 3"
        answers = self.lab.ask([("a", "SELECT COUNT(*) FROM people"), ("b", less), ("a", less), (None, less), (None, "SELECT COUNT(*) FROM people")])
        self.assertEqual([answer.verdict for answer in answers], ["released", "released", "withheld", "released", "withheld"])

    def test_the_ledger_is_on_disk_before_the_answer(self):
        """The reader of the first answer kills the process; the release is remembered all the same."""
        words = self.lab.command("--batch", "-")
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.stdin.write(json.dumps({"id": 1, "sql": "SELECT COUNT(*) FROM people", "session": "s"}).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["verdict"], "released")
            process.kill()
        self.assertEqual(self.lab.ask([("s", "SELECT COUNT(*) FROM people WHERE pid <> 3")])[0].verdict, "withheld")

    def test_nothing_is_said_on_standard_output_but_lines(self):
        code, out, err = self.lab.run([json.dumps({"id": 1, "sql": "SELECT COUNT(*) FROM people"})])
        self.assertEqual(code, 0)
        self.assertEqual(len(out.splitlines()), 1)
        self.assertRegex(err.decode("utf-8"), re.compile("people: 60 .*rows, 60 .*entities"))


class Payloads(unittest.TestCase):
    """What breaks others: injected into every place of a query, none crashes, runs anything else or shows somebody."""

    WRAPPERS = ["{p}", "SELECT COUNT(*) FROM people WHERE town = '{p}'", "SELECT COUNT(*) FROM people WHERE pid = {p}", "SELECT {p} FROM people",
                "SELECT town, COUNT(*) FROM people GROUP BY town ORDER BY {p}", "SELECT COUNT(*) FROM \"{p}\""]

    @unittest.skipUnless(PAYLOADS.exists(), "the injection payloads are absent")
    def test_no_payload_crashes_or_shows_somebody(self):
        with open(PAYLOADS, encoding="utf-8", newline="") as file:
            payloads = [row["payload"] for row in csv.DictReader(file)]
        with Lab(POLICY, {"people": people.file_of(crowd(), "crowd.csv")}, seconds=2) as lab:
            questions = [wrapper.replace("{p}", payload) for i, payload in enumerate(payloads) for wrapper in (self.WRAPPERS[0], self.WRAPPERS[1 + i % 5], self.WRAPPERS[1 + (i + 2) % 5])]
            answers = lab.ask(questions)
            self.assertEqual(len(answers), len(questions))
            counts = {}
            for sql, answer in zip(questions, answers):
                counts[answer.verdict] = counts.get(answer.verdict, 0) + 1
                self.assertNotIn("internal", answer.codes(), sql)
                for row in answer.rows:
                    for cell in row:
                        self.assertFalse(isinstance(cell, int) and 0 < cell < 5, f"{sql}: {answer}")
            self.assertGreater(counts.get("refused", 0), len(questions) // 2)
            self.assertEqual({path.name for path in lab.dir.iterdir()}, {"policy.yaml", "state"})


if __name__ == "__main__":
    unittest.main()
