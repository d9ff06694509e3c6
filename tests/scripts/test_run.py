"""tests/run.py counts every case once, shows failures and never passes an empty or crashed run for success."""
import contextlib
import importlib.util
import io
import pathlib
import sys
import tempfile
import textwrap
import unittest

SPEC = importlib.util.spec_from_file_location("orchestrator", pathlib.Path(__file__).resolve().parents[1] / "run.py")
orchestrator = importlib.util.module_from_spec(SPEC)
sys.modules["orchestrator"] = orchestrator
SPEC.loader.exec_module(orchestrator)
Case = orchestrator.Case

REPORT = """{"testsuites": [{"name": "Money", "testsuite": [
  {"name": "Adds", "status": "RUN", "result": "COMPLETED"},
  {"name": "Splits", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "money.cpp:3 expected 1"}]},
  {"name": "Reads", "status": "RUN", "result": "SKIPPED", "skipped": [{"message": "money.cpp:9\\nno shared vectors\\n"}]}]}]}"""


class OrchestratorTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "tests").mkdir()
        self.options = orchestrator.Options(self.root, 1, self.root)

    def program(self, name, text):
        path = self.root / "tests" / name
        path.write_text("#!/bin/sh\n" + text, "utf-8")
        path.chmod(0o755)
        return path

    def report(self, cases):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = orchestrator.report(cases)
        return code, out.getvalue()

    def states(self, cases):
        return {c.name.split(": ")[-1]: c.state for c in cases}

    def test_last_line_is_the_sum(self):
        code, text = self.report([Case("a", "passed"), Case("b", "passed")])
        self.assertEqual((code, text.split("\n")[-2]), (0, "2 passed, 0 failed"))
        code, text = self.report([Case("a", "passed"), Case("b", "failed", "because"), Case("c", "skipped", "no network")])
        self.assertEqual((code, text.split("\n")[-2]), (1, "1 passed, 1 failed, 1 skipped"))
        self.assertIn("because", text)
        self.assertIn("c: no network", text)

    def test_run_without_tests_fails(self):
        self.assertEqual(self.report([])[0], 1)

    def test_cases_of_a_google_report_are_counted(self):
        self.program("unit_money", f"for a; do case $a in --gtest_output=json:*) printf '%s' '{REPORT}' > \"${{a#--gtest_output=json:}}\";; esac; done; exit 1\n")
        cases = list(orchestrator.unit(self.options))
        self.assertEqual(self.states(cases), {"Money.Adds": "passed", "Money.Splits": "failed", "Money.Reads": "skipped"})
        self.assertEqual([c.text for c in cases][1:], ["money.cpp:3 expected 1", "no shared vectors"])

    def test_crash_of_a_program_is_a_failure_with_its_output(self):
        self.program("unit_money", "echo going down; kill -SEGV $$\n")
        (case,) = orchestrator.unit(self.options)
        self.assertEqual(case.state, "failed")
        self.assertIn("going down", case.text)

    def test_exit_code_counts_even_when_the_report_is_clean(self):
        clean = '{"testsuites": []}'
        self.program("unit_money", f"for a; do case $a in --gtest_output=json:*) printf '%s' '{clean}' > \"${{a#--gtest_output=json:}}\";; esac; done; exit 9\n")
        (case,) = orchestrator.unit(self.options)
        self.assertEqual(case.state, "failed")

    def test_missing_programs_are_a_failure(self):
        self.assertEqual([c.state for c in orchestrator.unit(self.options)], ["failed"])

    def test_program_that_hangs_is_stopped(self):
        code, output = orchestrator.command(["sh", "-c", "echo begun; exec sleep 20"], seconds=0.5)
        self.assertEqual(code, 124)
        self.assertIn("stopped after", output)

    def test_missing_program_is_a_failure(self):
        self.assertEqual(orchestrator.single("x", [self.root / "none"]).state, "failed")

    def test_python_cases_keep_skips_failing_parts_and_load_errors(self):
        folder = self.root / "py"
        folder.mkdir()
        (folder / "test_a.py").write_text(textwrap.dedent("""
            import unittest
            class A(unittest.TestCase):
                def test_good(self): pass
                def test_bad(self): self.assertEqual(1, 2)
                def test_parts(self):
                    for i in range(3):
                        with self.subTest(i): self.assertEqual(i, 1)
                @unittest.skip("not here")
                def test_left_out(self): pass
                @unittest.expectedFailure
                def test_hidden(self): self.assertEqual(1, 2)
            """), "utf-8")
        (folder / "test_broken.py").write_text("import no_such_module\n", "utf-8")
        cases = list(orchestrator.python_tests(self.options, str(folder)))
        states = {c.name.split(".")[-1]: c.state for c in cases}
        self.assertEqual(states, {"test_good": "passed", "test_bad": "failed", "test_parts": "failed", "test_left_out": "skipped", "test_hidden": "failed",
                                  "test_broken": "failed"})

    def test_python_run_that_dies_is_a_failure(self):
        folder = self.root / "py"
        folder.mkdir()
        (folder / "test_a.py").write_text("import os; os._exit(3)\n", "utf-8")
        (case,) = orchestrator.python_tests(self.options, str(folder))
        self.assertEqual(case.state, "failed")

    def test_fault_inside_a_suite_is_a_failure(self):
        def broken(_):
            yield Case("first", "passed")
            raise ValueError("lost")
        orchestrator.SUITES["broken"] = broken
        self.addCleanup(orchestrator.SUITES.pop, "broken")
        with contextlib.redirect_stdout(io.StringIO()):
            cases = orchestrator.run_suites(["broken"], self.options)
        self.assertEqual([c.state for c in cases], ["passed", "failed"])


if __name__ == "__main__":
    unittest.main()
