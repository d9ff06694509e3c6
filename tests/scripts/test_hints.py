"""scripts/hints.py finds the texts of refusals in the sources and tells which of them have no Chinese."""
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"
ERRORS = "input.bad: {status: 400, zh: 坏, en: bad}\ninternal: {status: 500, zh: 内部, en: inside}\n"


class HintsTest(unittest.TestCase):
    def run_in(self, source, catalog, *flags):
        """Runs the script over one source file; (exit code, all that it prints)."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {"scripts/hints.py": (SCRIPTS / "hints.py").read_text("utf-8"), "src/app/a.cpp": textwrap.dedent(source),
                               "api/errors.yaml": ERRORS, "api/hints.yaml": "sentences: " + catalog + "\nelsewhere: []\nwords: []\n"}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, "utf-8")
            done = subprocess.run([sys.executable, root / "scripts/hints.py", *flags], capture_output=True, text=True, check=False)
            return done.returncode, done.stdout + done.stderr

    def found(self, source):
        code, output = self.run_in(source, "[]", "--list")
        self.assertEqual(code, 0, output)
        return [line.split("\t")[1] for line in output.splitlines() if line]

    def test_a_concatenation_becomes_a_pattern_with_holes(self):
        self.assertEqual(self.found('Status f() { return fail(ErrorCode::input_bad, "/a", "at most " + std::to_string(n) + " items"); }'), ["at most {} items"])

    def test_each_branch_of_a_choice_is_a_text(self):
        self.assertEqual(self.found('Status f() { return fail(ErrorCode::input_bad, "/a", "ends " + (b ? std::string("never") : "on " + day)); }'), ["ends never", "ends on {}"])

    def test_functions_that_take_a_hint_are_followed(self):
        self.assertEqual(self.found('''
            tl::unexpected<Error> bad(std::string hint) { return fail(ErrorCode::input_bad, {}, std::move(hint)); }
            Status f() { return bad("write it down"); }
            Error g() { return {ErrorCode::input_bad, "/a", "name " "it", {}, {}, {}}; }
            Error h(Error e) { std::string text = "look again"; e.hint = text; return e; }
            '''), ["write it down", "name it", "look again"])

    def test_what_no_answer_shows_needs_no_chinese(self):
        self.assertEqual(self.found('''
            Error damaged(std::string hint) { return {ErrorCode::internal, {}, std::move(hint), {}, {}, {}}; }
            Status f() { return fail(ErrorCode::internal, "/a", "broken inside"); }
            Status g() { return fail(damaged("broken as well")); }
            // fail(ErrorCode::input_bad, "/a", "said in a comment")
            '''), [])

    def test_a_text_without_an_entry_is_refused_with_its_place(self):
        code, output = self.run_in('\nStatus f() { return fail(ErrorCode::input_bad, "/a", "write it down"); }', "[]", "--check")
        self.assertEqual(code, 1)
        self.assertIn("src/app/a.cpp:2: no Chinese for 'write it down'", output)

    def test_an_entry_without_a_text_or_without_chinese_is_refused(self):
        code, output = self.run_in('Status f() { return fail(ErrorCode::input_bad, "/a", "write it down"); }',
                                   "[{en: write it down, zh: later}, {en: gone, zh: 已无}]", "--check")
        self.assertEqual(code, 1)
        self.assertIn("no text in src/ reads 'gone'", output)
        self.assertIn("'write it down' has no Chinese text", output)

    def test_a_complete_catalog_passes(self):
        code, output = self.run_in('Status f() { return fail(ErrorCode::input_bad, "/a", "write it down"); }', "[{en: write it down, zh: 请写下}]", "--check")
        self.assertEqual(code, 0, output)


if __name__ == "__main__":
    unittest.main()
