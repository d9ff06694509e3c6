"""The story runner plays steps, saves values and fails when it must; it runs against fake_gongshu.py."""
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "stories"))
import client  # noqa: E402
import match  # noqa: E402
import run  # noqa: E402
import stage  # noqa: E402
import story  # noqa: E402

CONTRACT = """
paths:
  /signin: {post: {operationId: signIn}}
  /password: {post: {operationId: changePassword}}
  /people: {post: {operationId: registerPerson}}
  /things: {post: {operationId: makeThing}}
  /things/{id}: {get: {operationId: getThing}}
  /signed: {post: {operationId: askSigned}}
  /api/v1/test/clock: {post: {operationId: moveClock}}
"""
PEOPLE = """
title: people
with: {account: zhang, extra: none}
steps:
  - {as: admin, call: registerPerson, body: {account: $account}, expect: {status: 201}}
  - let: {last_person: $account}
"""
HEAD = "title: {zh: 试, en: try}\npack: tiny\nrules: [TT-2]\n"


def accept(*_):
    """A contract check that finds nothing."""


class Workshop(unittest.TestCase):
    """A repository in miniature: one pack with rules TT-1 (base) and TT-2."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write("api/openapi.yaml", CONTRACT)
        self.write("rulepacks/base/rules.yaml", "rules:\n  - id: TT-1\n")
        self.write("rulepacks/tiny/pack.yaml", "id: tiny\nbase: base\n")
        self.write("rulepacks/tiny/rules.yaml", "rules:\n  - id: TT-2\n")
        self.write("stories/fixtures/people.yaml", PEOPLE)
        self.library = story.Library(self.root, client.operations(self.root / "api/openapi.yaml"))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def play(self, steps, head=HEAD, validate=accept):
        """The error of a story with these steps, None when it passes."""
        path = self.write("stories/tiny/a.yaml", head + "steps:\n" + steps)
        stages = stage.Stages([str(HERE / "fake_gongshu.py")], self.library, validate)
        self.addCleanup(stages.close)
        return run.run_story(path, self.library, stages)["error"]

    def passes(self, steps, **more):
        self.assertIsNone(self.play(steps, **more))

    def fails(self, steps, *words, **more):
        error = self.play(steps, **more)
        self.assertIsNotNone(error, "the story should have failed")
        for word in words:
            self.assertIn(word, error)


class PlayTest(Workshop):
    def test_values_are_saved_and_used_with_their_types(self):
        self.passes("""
  - {as: admin, call: makeThing, body: {title: a}, expect: {status: 201, body: {by: admin}, save: {n: /n, thing: /id}}}
  - {as: admin, call: makeThing, body: {title: "after ${thing}", n: $n, at: "${today+1m}"}, expect: {body: {echo: {title: after t1, n: 1, at: "2026-04-02"}}}}
  - {call: getThing, path: {id: $thing}, query: {q: 甲 乙, b: true}, expect: {body: {path: '/things/t1?q=%E7%94%B2%20%E4%B9%99&b=true'}}}
""")

    def test_refusal_is_compared_member_by_member(self):
        call = "  - {as: admin, call: makeThing, body: {name: a}, expect: {status: 422, %s}}\n"
        self.passes(call % "code: rule.item_missing, rule: TT-2, article: 第二条, at: /title, hint: a title")
        self.passes(call % "code: rule.item_missing")
        for wrong in ("hints: [TT-1]", "code: rule.refused", "rule: TT-1", "article: 第三条", "at: /name", "hint: a name", "body: {at: /name}"):
            with self.subTest(wrong):
                self.fails(call % wrong, "steps 1 (line 5) makeThing", "rule.item_missing")

    def test_refusal_whose_hint_has_no_chinese_fails_unasked(self):
        self.fails("  - {as: admin, call: makeThing, body: {title: english only}, expect: {status: 422}}\n", "'name it' has no Chinese wording")

    def test_unexpected_status_fails(self):
        self.fails("  - {as: admin, call: makeThing, body: {title: a}, expect: {status: 200}}\n", "expected status 200, got 201")
        self.fails("  - {as: admin, call: makeThing, body: {}}\n", "expected success, got 422")

    def test_people_of_a_fixture_change_their_one_time_password_and_sign_in(self):
        self.passes("""
  - {use: people, with: {account: li}}
  - {as: li, call: makeThing, body: {title: $last_person}, expect: {status: 201, body: {by: li, echo: {title: li}}}}
""")

    def test_account_that_nobody_made_cannot_sign_in(self):
        self.fails("  - {as: ghost, call: makeThing, body: {title: a}}\n", "ghost cannot sign in: 401")

    def test_expired_session_is_renewed_once(self):
        self.passes("  - {as: late, call: makeThing, body: {title: a}, expect: {status: 201}}\n")

    def test_call_as_nobody_carries_no_session(self):
        self.passes("  - {call: makeThing, body: {title: a}, expect: {status: 401, code: auth.session_expired}}\n")

    def test_signed_call_and_what_breaks_it(self):
        self.passes("""
  - let: {key: {id: k1, secret: s3cret}}
  - {call: askSigned, key: $key, body: {q: 1}, expect: {body: {answer: "yes"}}}
  - {call: askSigned, key: {id: k1, secret: other}, body: {q: 1}, expect: {status: 401, code: auth.bad_signature}}
  - {call: askSigned, key: $key, sign: {signature: AAAA}, body: {q: 1}, expect: {code: auth.bad_signature, status: 401}}
  - {call: askSigned, key: $key, sign: {nonce: n1}, body: {q: 1}}
  - {call: askSigned, key: $key, sign: {nonce: n1}, body: {q: 1}, expect: {code: auth.replayed, status: 401}}
  - {call: askSigned, key: $key, sign: {timestamp: 1000}, body: {q: 1}, expect: {code: auth.stale_timestamp, status: 401}}
  - clock: +3 days
  - {call: askSigned, key: $key, query: {a: "1"}, body: {q: 1}}
""")

    def test_clock_moves_by_amounts_and_to_dates(self):
        self.passes("""
  - clock: +3 days
  - {call: getThing, path: {id: a}, expect: {body: {today: "2026-03-05"}}}
  - clock: +36 hours
  - {call: getThing, path: {id: a}, expect: {body: {today: "2026-03-06"}}}
  - clock: 2026-12-31
  - let: {day: $today}
  - {call: getThing, path: {id: a}, expect: {body: {today: $day}}}
""")

    def test_story_starts_on_its_own_day(self):
        self.passes("  - {call: getThing, path: {id: a}, expect: {body: {today: '2025-10-08'}}}\n", head=HEAD + "start: 2025-10-08\n")

    def test_program_runs_with_exit_code_and_output(self):
        self.passes("""
  - {cli: [echo, "${pack}", $data], expect: {stdout: tiny, save: {word: /words/0}}}
  - {cli: [nonsense, $word], expect: {exit: 1, stderr: unknown command}}
""")
        self.fails("  - {cli: [nonsense]}\n", "expected exit 0, got 1", "unknown command")
        self.fails("  - {cli: [echo, a], expect: {stdout: b}}\n", "expected stdout with 'b'")

    def test_files_are_written_and_texts_sent_as_they_are(self):
        self.passes("""
  - {file: a.csv, text: "a,b\\n"}
  - {as: admin, call: makeThing, text: "a,b", type: text/csv, expect: {body: {echo: "a,b"}}}
""")

    def test_call_repeats(self):
        self.passes("""
  - {as: admin, call: makeThing, body: {title: a}, times: 3}
  - {as: admin, call: makeThing, body: {title: a}, expect: {body: {n: 4}}}
""")

    def test_restart_keeps_the_clock(self):
        self.passes("""
  - clock: 2026-05-06
  - restart: true
  - {call: getThing, path: {id: a}, expect: {body: {today: "2026-05-06"}}}
""")

    def test_crash_of_the_server_fails_with_its_log(self):
        self.fails("  - {as: admin, call: makeThing, text: crash}\n", "about to crash")

    def test_response_that_breaks_the_contract_fails(self):
        def refuse(operation, status, _type, _body):
            if operation == "getThing":
                raise AssertionError(f"{operation} {status}: body is no Thing")
        self.fails("  - {call: getThing, path: {id: a}}\n", "body is no Thing", validate=refuse)

    def test_stories_that_begin_with_one_fixture_start_from_its_result_alone(self):
        self.write("stories/fixtures/thing.yaml", """
title: a thing
steps:
  - {use: people, with: {account: li}}
  - {file: a.txt, text: kept}
  - clock: +3 days
  - {as: li, call: makeThing, body: {title: a}, expect: {save: {first: /id}}}
""")
        stages = stage.Stages([str(HERE / "fake_gongshu.py")], self.library, accept)
        self.addCleanup(stages.close)
        for name in ("a", "b"):
            path = self.write(f"stories/tiny/{name}.yaml", HEAD + """
given:
  - use: thing
steps:
  - {as: li, call: makeThing, body: {title: b}, expect: {body: {id: t2}}}
  - {call: getThing, path: {id: $first}, expect: {body: {today: "2026-03-05", path: /things/t1}}}
""")
            result = run.run_story(path, self.library, stages)
            self.assertEqual((result["error"], result["steps"]), (None, 2))
        self.assertEqual(len(stages.templates), 1)

    def test_fixture_that_fails_fails_each_story_that_begins_with_it(self):
        self.write("stories/fixtures/broken.yaml", "title: b\nsteps:\n  - {call: makeThing, body: {title: a}}\n")
        for _ in range(2):
            self.fails("  - clock: +1 days\n", "given: fixture broken 1", head=HEAD + "given:\n  - use: broken\n")

    def test_unknown_variable_fails(self):
        self.fails("  - {call: getThing, path: {id: $nothing}}\n", "no variable 'nothing'")

    def test_saving_what_is_not_there_fails(self):
        self.fails("  - {call: getThing, path: {id: a}, expect: {save: {x: /none}}}\n", "nothing at /none")

    def test_fault_in_a_fixture_names_the_fixture(self):
        self.write("stories/fixtures/broken.yaml", "title: b\nsteps:\n  - {call: makeThing, body: {title: a}}\n")
        self.fails("  - use: broken\n", "fixture broken 1 (line 3) makeThing")


class LeftOutTest(unittest.TestCase):
    """What an act of a matter is tried without before it is taken."""

    def left(self, body, **acts):
        return [(name, code, rest) for name, code, rest in story.left_out(body, acts)]

    def test_each_document_and_the_decision_is_left_out_once(self):
        body = {"act": "close", "evidence": {"record": "doc-1", "report": "doc-2"}, "decision": "dec-1"}
        self.assertEqual(self.left(body, close=[{}]), [
            ("record", "rule.evidence_missing", {"act": "close", "decision": "dec-1", "evidence": {"report": "doc-2"}}),
            ("report", "rule.evidence_missing", {"act": "close", "decision": "dec-1", "evidence": {"record": "doc-1"}}),
            ("its decision", "rule.evidence_missing", {"act": "close", "evidence": {"record": "doc-1", "report": "doc-2"}})])
        self.assertEqual(self.left({"procedure": "p", "evidence": {"record": "doc-1"}})[0][2], {"procedure": "p"})

    def test_the_reason_is_left_out_where_the_pack_asks_for_one(self):
        body = {"act": "rule", "items": {"result": "refused"}, "reason": "a", "basis": "b"}
        without = [("its reason", "rule.reason_missing", {"act": "rule", "items": {"result": "refused"}, "basis": "b"})]
        for asked, found in ((True, without), ({"result": ["refused"]}, without), ({"result": "refused"}, without), ({"result": ["passed"]}, []), (None, [])):
            with self.subTest(asked):
                self.assertEqual(self.left(body, rule=[{"reason": asked}]), found)
        self.assertEqual(self.left(body, rule=[{"reason": True}, {}]), [])
        self.assertEqual(self.left(body), [])


class FileTest(Workshop):
    """What story.Library refuses before anything starts."""

    def refused(self, text, *words):
        path = self.write("stories/tiny/a.yaml", text)
        with self.assertRaises(story.StoryError) as caught:
            self.library.story(path)
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_story_must_name_a_known_rule(self):
        steps = "steps:\n  - clock: +1 days\n"
        self.refused("title: a\npack: tiny\n" + steps, "'rules' is missing")
        self.refused("title: a\npack: tiny\nrules: []\n" + steps, "'rules' is missing")
        self.refused("title: a\npack: tiny\nrules: [TT-9]\n" + steps, "unknown rule TT-9")
        self.assertTrue(self.library.story(self.write("stories/tiny/a.yaml", "title: a\npack: tiny\nrules: [TT-1]\n" + steps)))

    def test_bound_rule_that_no_story_names_is_found(self):
        self.write("rulepacks/tiny/pack.yaml", "id: tiny\nbase: base\nrules:\n  - {id: TT-2, bind: [{point: a}]}\n  - {id: TT-3, bind: [{point: b}]}\n  - {id: TT-4}\n")
        path = self.write("stories/tiny/a.yaml", HEAD + "steps:\n  - clock: +1 days\n")
        (found,) = run.untold([path], self.library)
        self.assertEqual(found["error"], "no story names TT-3")

    def test_rule_that_refuses_needs_a_story_that_is_refused_under_it(self):
        self.write("rulepacks/tiny/pack.d/more.yaml", "rules:\n  - {id: TT-3, level: must, bind: [{point: a}]}\n  - {id: TT-4, level: evidence, bind: [{point: b}]}\n")
        self.assertIn("TT-3", self.library.rules("tiny"))
        head = "title: a\npack: tiny\nrules: [TT-2, TT-3, TT-4]\nsteps:\n  - {call: makeThing, body: {}, expect: {status: 422%s}}\n"
        for rule, error in (("", "no story is refused under TT-3"), (", rule: TT-4", "no story is refused under TT-3"), (", rule: TT-3", None)):
            with self.subTest(rule):
                (found,) = run.untold([self.write("stories/tiny/a.yaml", head % rule)], self.library)
                self.assertEqual(found["error"], error)

    def test_pack_must_be_the_folder(self):
        self.refused("title: a\npack: base\nrules: [TT-1]\nsteps:\n  - clock: +1 days\n", "another folder")

    def test_faulty_steps_are_refused_with_their_line(self):
        for step, word in [("{call: noSuch}", "no operation 'noSuch'"), ("{call: getThing, pth: {}}", "unknown key"), ("{clock: soon}", "clock is"),
                           ("{say: nothing}", "exactly one of"), ("{call: getThing, clock: +1 days}", "exactly one of"), ("{cli: list}", "list of arguments"),
                           ("{call: getThing, expect: {state: 1}}", "unknown key in expect"), ("{use: none}", "no fixture"), ("{file: a}", "needs 'text'"),
                           ("{use: people, with: {nme: a}}", "takes no nme"), ("{call: getThing, as: a, key: b}", "exclude"),
                           ("{call: getThing, body: {}, text: b}", "exclude"), ("just text", "a step is a mapping")]:
            with self.subTest(step):
                self.refused(HEAD + f"steps:\n  - {step}\n", word)
        self.refused(HEAD + "steps:\n  - {clock: +1 days}\n  - {clock: soon}\n", "a.yaml:6")

    def test_duplicate_and_unknown_keys_are_refused(self):
        self.refused(HEAD + "steps:\n  - {call: getThing, call: getThing}\n", "occurs twice")
        self.refused(HEAD + "step: []\nsteps:\n  - clock: +1 days\n", "unknown key in a story: step")

    def test_fixture_that_uses_itself_is_refused(self):
        self.write("stories/fixtures/loop.yaml", "title: l\nsteps:\n  - use: loop\n")
        self.refused(HEAD + "steps:\n  - use: loop\n", "uses itself")

    def test_broken_yaml_is_refused(self):
        self.refused("title: [a\n", "a.yaml")


class MatchTest(unittest.TestCase):
    def test_subset_takes_more_members_but_no_other_values(self):
        match.subset({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3})
        for expected, actual in [({"a": 1}, {"a": 2}), ({"a": 1}, {}), ([1], [1, 2]), ([1, 2], [2, 1]), (1, True), (True, 1), ("1", 1), ({}, []), (None, 0)]:
            with self.subTest(expected=expected), self.assertRaises(match.Mismatch):
                match.subset(expected, actual)

    def test_matchers_take_and_refuse(self):
        for matcher, good, bad in [({"$any": True}, 0, match.MISSING), ({"$size": 2}, [1, 2], [1]), ({"$match": "a.c"}, "abc", "abcd"),
                                   ({"$contains": [{"a": 1}]}, [{"a": 1, "b": 2}], [{"a": 2}]), ({"$contains": "b"}, "abc", "ac"),
                                   ({"$not": 1}, 2, 1), ({"$at_least": 2}, 2, 1), ({"$at_most": 2}, 2, 3), ({"$at_most": 2}, 2, "1"), ({"$size": 1}, "a", 1)]:
            with self.subTest(matcher):
                match.subset({"x": matcher}, {"x": good})
                with self.assertRaises(match.Mismatch):
                    match.subset({"x": matcher}, {} if bad is match.MISSING else {"x": bad})
        match.subset({"x": {"$absent": True}}, {})
        with self.assertRaises(match.Mismatch):
            match.subset({"x": {"$absent": True}}, {"x": None})
        with self.assertRaises(match.Mismatch):
            match.subset({"x": {"$like": 1}}, {"x": 1})

    def test_dates_are_computed_with_month_ends(self):
        names = {"today": "2026-01-31"}
        for text, day in [("${today+1m}", "2026-02-28"), ("${today-1m}", "2025-12-31"), ("${today+3y}", "2029-01-31"), ("${today+30d}", "2026-03-02")]:
            self.assertEqual(match.substitute(text, names), day)

    def test_substitution_keeps_types_inside_and_makes_text_within_strings(self):
        names = {"n": 3, "o": {"a": [True, None]}}
        self.assertEqual(match.substitute({"x": ["$n", "${o.a.0}", "n=${n} ${o.a.0} ${o.a.1} $$"]}, names), {"x": [3, True, "n=3 true null $"]})

    def test_pointers_escape_and_refuse(self):
        self.assertEqual(match.pointer({"a/b": {"~": [1, 2]}}, "/a~1b/~0/-1"), 2)
        for path in ("/none", "a", "/a~1b/0"):
            with self.assertRaises(match.Mismatch):
                match.pointer({"a/b": {}}, path)


class SignatureTest(unittest.TestCase):
    def test_signature_is_the_one_of_a_fixed_example(self):
        made = client.signature_headers({"id": "k", "secret": "s"}, "POST", "/a?b=1", b"{}", 5, {"nonce": "n"})
        again = client.signature_headers({"id": "k", "secret": "s"}, "POST", "/a?b=1", b"{}", 5, {"nonce": "n"})
        self.assertEqual(made, again)
        for other in [("GET", "/a?b=1", b"{}", 5), ("POST", "/a?b=2", b"{}", 5), ("POST", "/a?b=1", b"[]", 5), ("POST", "/a?b=1", b"{}", 6)]:
            changed = client.signature_headers({"id": "k", "secret": "s"}, *other, {"nonce": "n"})
            self.assertNotEqual(made["x-gongshu-signature"], changed["x-gongshu-signature"])


if __name__ == "__main__":
    unittest.main()
