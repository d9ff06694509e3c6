"""scripts/check_text.py refuses each kind of bad text; every test writes a small tree that breaks one rule."""
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/check_text.py"
PACK = "id: lilliput\ntitle: {zh: 小人省公共数据办法, en: Measures of Lilliput}\n"
RULES = "rules:\n  - id: LP-12\n    article: 第十二条\n"


class TextTest(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as root:
            for name, text in {"rulepacks/lilliput/pack.yaml": PACK, "rulepacks/lilliput/rules.yaml": RULES,
                               "rulepacks/national/pack.yaml": "id: national\ntitle: {zh: 国家}\n", **files}.items():
                path = pathlib.Path(root) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
            done = subprocess.run([SCRIPT, "--root", root], capture_output=True, text=True, check=False)
            return done.returncode, done.stdout

    def refused(self, name, text, *words):
        code, output = self.check({name: text})
        self.assertEqual(code, 1, output)
        for word in words:
            self.assertIn(word, output)

    def passes(self, name, text):
        code, output = self.check({name: text})
        self.assertEqual(code, 0, output)

    def test_plain_sources_pass(self):
        self.passes("src/base/a.h", "// a plain file of the national base\nint f();\n")

    def test_pack_id_in_sources_is_refused(self):
        self.refused("src/app/a.cpp", 'auto pack = "lilliput";\n', "src/app/a.cpp:1", "jurisdiction")
        self.refused("src/app/a.cpp", "struct LilliputPlan {};\nint lilliput_plan;\n", "src/app/a.cpp:2")

    def test_place_name_in_sources_is_refused_even_in_comments(self):
        self.refused("src/app/a.cpp", "// 小人省要求\n", "小人省")
        self.refused("web/src/a.ts", "const x = '小人'\n", "小人")

    def test_rule_id_in_code_is_refused(self):
        self.refused("src/app/a.cpp", 'bind("LP-12");\n', "LP-12", "enforcement point")

    def test_rule_id_as_an_example_in_a_comment_passes(self):
        self.passes("src/app/a.cpp", "int x;  // as LP-12\n")

    def test_jurisdictions_may_stand_outside_the_sources(self):
        self.passes("stories/lilliput/a.yaml", "title: 小人省 lilliput LP-12\n")

    def test_open_marks_are_refused_everywhere(self):
        for mark in ("TODO", "FIXME", "XXX", "HACK"):
            for name in ("src/a.cpp", "scripts/a.sh", "docs/a.md", "Makefile"):
                with self.subTest(mark=mark, name=name):
                    self.refused(name, f"# {mark}: later\n", f"{name}:1", "finish it")

    def test_paths_of_one_machine_are_refused(self):
        for path in ("/home/zhang/src", "/Users/li/x"):
            with self.subTest(path):
                self.refused("docs/a.md", f"see {path}\n", "one machine")

    def test_paths_of_any_system_pass(self):
        self.passes("docs/a.md", "`/var/lib/gongshu`, `/usr/bin/python3`, `$HOME/work/x`, https://example.org/home/page\n")

    def test_empty_test_names_are_refused(self):
        for name in ("Test1", "Works", "Basic", "Issue12", "Misc", "Regression3"):
            with self.subTest(name):
                self.refused("tests/unit/base/a.cpp", f"TEST(Money, {name}) {{}}\n", "name the behaviour")

    def test_disabled_tests_are_refused(self):
        self.refused("tests/unit/base/a.cpp", "TEST_F(Money, DISABLED_RoundsDown) {}\n", "disabled")

    def test_behaviour_names_pass(self):
        self.passes("tests/unit/base/a.cpp", "TEST(Money, RoundsHalfUpToTheFen) {}\n")

    def test_dead_links_are_refused_and_live_ones_pass(self):
        self.refused("docs/a.md", "[b](b.md)\n", "leads nowhere")
        code, output = self.check({"docs/a.md": "[b](b.md#x) [c](https://example.org) [d](#here)\n```\n[no](link.md)\n```\n", "docs/b.md": ""})
        self.assertEqual(code, 0, output)

    def test_files_that_a_map_names_must_exist(self):
        self.refused("ARCHITECTURE.md", "`http/loop.cpp` owns the loop\n", "`http/loop.cpp` does not exist")
        code, output = self.check({"ARCHITECTURE.md": "`http/loop.cpp`, `docs/a.md`, `src/app/*.cpp`, `points.h`\n", "src/http/loop.cpp": "", "docs/a.md": ""})
        self.assertEqual(code, 0, output)

    def test_decision_that_the_index_lacks_is_refused(self):
        self.refused("docs/decisions/0007-x.md", "# x\n", "0007-x.md is missing")

    def test_long_sources_are_refused(self):
        self.refused("src/a.cpp", "int x;\n" * 401, "longer than 400")
        self.passes("src/a.cpp", "int x;\n" * 400)
        self.passes("src/a.gen.cpp", "int x;\n" * 900)

    def test_other_encodings_are_refused(self):
        self.refused("src/a.cpp", "// 公共数据".encode("gbk") + b"\n", "not UTF-8")


if __name__ == "__main__":
    unittest.main()
