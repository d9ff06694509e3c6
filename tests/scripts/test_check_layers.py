"""scripts/check_layers.py refuses each kind of disorder; every test builds a small src/ that breaks one rule."""
import json
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts/check_layers.py"
TABLE = {
    "base": {"rank": 0, "uses": []},
    "crypto": {"rank": 1, "uses": ["base"]},
    "store": {"rank": 1, "uses": ["base"]},
    "domain/kernel": {"rank": 3, "uses": ["base"]},
    "domain/catalog": {"rank": 3, "uses": ["base", "domain/kernel"]},
    "http": {"rank": 5, "uses": ["base"]},
    "cli": {"rank": 6, "uses": ["base", "http"]},
}


class LayersTest(unittest.TestCase):
    def check(self, files, table=None):
        """Runs the check on {path below src: text}; returns (exit code, output)."""
        with tempfile.TemporaryDirectory() as root:
            src = pathlib.Path(root) / "src"
            for name, text in {"base/a.h": "", **files}.items():
                (src / name).parent.mkdir(parents=True, exist_ok=True)
                (src / name).write_text(text, "utf-8")
            (src / "layers.json").write_text(json.dumps(table or TABLE), "utf-8")
            done = subprocess.run([SCRIPT, "--root", root], capture_output=True, text=True, check=False)
            return done.returncode, done.stdout

    def refused(self, files, *words, table=None):
        code, output = self.check(files, table)
        self.assertEqual(code, 1, output)
        for word in words:
            self.assertIn(word, output)

    def passes(self, files, table=None):
        code, output = self.check(files, table)
        self.assertEqual(code, 0, output)

    def test_includes_downwards_and_within_pass(self):
        self.passes({"crypto/b.h": '#include "base/a.h"\n#include "crypto/c.h"\n#include <vector>\n', "crypto/c.h": "",
                     "domain/kernel/k.h": "", "domain/catalog/c.cpp": '#include "domain/kernel/k.h"\n'})

    def test_include_upwards_is_refused(self):
        self.refused({"http/h.h": "", "base/b.h": '#include "http/h.h"\n'}, "src/base/b.h:1", "above it")

    def test_include_outside_uses_is_refused(self):
        self.refused({"crypto/c.h": "", "store/s.h": '\n#include "crypto/c.h"\n'}, "src/store/s.h:2", "not in its uses")

    def test_include_of_a_sibling_subject_is_refused(self):
        self.refused({"domain/catalog/c.h": "", "domain/kernel/k.h": '#include "domain/catalog/c.h"\n'}, "not in its uses")

    def test_cycle_of_folders_is_refused(self):
        self.refused({"crypto/c.h": '#include "store/s.h"\n', "store/s.h": '#include "crypto/c.h"\n'}, "cycle of folders: crypto -> store -> crypto")

    def test_missing_header_is_refused(self):
        self.refused({"crypto/c.h": '#include "base/none.h"\n'}, "no file below src/")

    def test_include_without_its_folder_is_refused(self):
        self.refused({"crypto/b.h": "", "crypto/c.h": '#include "b.h"\n'}, "write the path from src/")

    def test_include_in_a_comment_counts_for_nothing(self):
        self.passes({"base/b.h": '// #include "http/h.h"\n/*\n#include "http/h.h"\n*/\n', "http/h.h": ""})

    def test_unlisted_folder_is_refused(self):
        self.refused({"misc/m.h": ""}, "src/misc/m.h:1", "not listed")

    def test_unlisted_subject_is_refused(self):
        self.refused({"domain/money/m.h": ""}, "not listed")

    def test_file_directly_in_src_is_refused(self):
        self.refused({"loose.h": ""}, "not listed")

    def test_uses_of_a_higher_rank_is_refused(self):
        self.refused({}, "upwards", table={"base": {"rank": 0, "uses": ["http"]}, "http": {"rank": 5, "uses": []}})

    def test_cycle_of_uses_is_refused(self):
        self.refused({}, "cycle a -> b -> a", table={"a": {"rank": 1, "uses": ["b"]}, "b": {"rank": 1, "uses": ["a"]}, "base": {"rank": 0, "uses": []}})

    def test_uses_of_an_unknown_folder_is_refused(self):
        self.refused({}, "not listed", table={"base": {"rank": 0, "uses": ["ghost"]}})

    def test_libraries_stay_in_their_layer(self):
        for header, home in [("botan/sm2.h", "crypto"), ("gcrypt.h", "crypto"), ("sqlite3.h", "store"), ("boost/beast/core.hpp", "http"),
                             ("CLI/CLI.hpp", "cli")]:
            with self.subTest(header):
                self.passes({f"{home}/x.cpp": f"#include <{header}>\n"})
                self.refused({"base/x.cpp": f"#include <{header}>\n"}, f"<{header}>", "not to base")
        for header in ("duckdb.h", "duckdb.hpp", "pg_query.h"):
            with self.subTest(header):
                if header != "duckdb.hpp":
                    self.refused({"http/x.cpp": f"#include <{header}>\n"}, "belongs to engine")
                self.refused({"domain/kernel/x.cpp": f'#include "{header}"\n'}, f"{header}")

    def test_domain_includes_nothing_impure(self):
        for header in ("fstream", "filesystem", "thread", "mutex", "iostream", "random", "ctime", "sqlite3.h", "boost/asio.hpp"):
            with self.subTest(header):
                self.refused({"domain/catalog/c.cpp": f"#include <{header}>\n"}, "src/domain/catalog/c.cpp:1", "pure")

    def test_domain_reads_no_clock_and_no_environment(self):
        for text in ("auto t = std::chrono::system_clock::now();", "SystemClock c;", 'auto e = getenv("HOME");', "std::thread t;", "std::ofstream f;"):
            with self.subTest(text):
                self.refused({"domain/catalog/c.cpp": text + "\n"}, "pure")

    def test_domain_may_speak_of_clocks_in_comments(self):
        self.passes({"domain/catalog/c.cpp": "// the system_clock never enters here\n"})

    def test_main_outside_cli_is_refused(self):
        self.passes({"cli/main.cpp": "int main() {}\n"})
        self.refused({"base/main.cpp": "int main() {}\n"}, "main() belongs to cli")


if __name__ == "__main__":
    unittest.main()
