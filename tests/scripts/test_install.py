"""scripts/install.sh installs what is missing and nothing else; dpkg-query, apt-get and the downloads are stand-ins."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class InstallTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.bin = self.root / "bin"
        self.bin.mkdir()
        (self.root / "scripts").mkdir()
        for name in ("install.sh", "packages.txt"):
            shutil.copy(ROOT / "scripts" / name, self.root / "scripts" / name)
        for name in ("fetch_duckdb.sh", "fetch_divisions.sh", "fetch_web.sh"):
            self.program(self.root / "scripts" / name, f"echo {name} >> {self.root}/fetched\n")
        for tool in ("bash", "dirname", "tr", "env", "cat"):
            os.symlink(shutil.which(tool), self.bin / tool)
        self.program(self.bin / "id", "echo 0\n")
        self.program(self.bin / "apt-get", f'echo "$@" >> {self.root}/apt\n')
        self.installed("all")
        for tool in ("node", "npm", "nginx"):
            self.program(self.bin / tool, "exit 0\n")

    def program(self, path, text):
        path.write_text("#!/bin/bash\n" + text, "utf-8")
        path.chmod(0o755)

    def installed(self, names):
        """dpkg-query answers "installed" for these packages ("all", or all but those after a minus)."""
        text = 'echo -n installed\n' if names == "all" else f'case " {names[1:]} " in *" ${{@: -1}} "*) exit 1 ;; *) echo -n installed ;; esac\n'
        self.program(self.bin / "dpkg-query", text)

    def run_script(self, *arguments):
        done = subprocess.run([self.bin / "bash", "scripts/install.sh", *arguments], cwd=self.root, env={"PATH": str(self.bin)}, capture_output=True, text=True,
                              check=False)
        apt = self.root / "apt"
        return done, apt.read_text("utf-8") if apt.exists() else ""

    def test_nothing_missing_runs_no_apt_and_fetches(self):
        done, apt = self.run_script()
        self.assertEqual((done.returncode, apt, done.stderr), (0, "", ""))
        self.assertEqual((self.root / "fetched").read_text("utf-8").split(), ["fetch_duckdb.sh", "fetch_divisions.sh", "fetch_web.sh"])

    def test_missing_package_is_installed_alone(self):
        self.installed("-cmake")
        done, apt = self.run_script()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([line.split()[-1] for line in apt.splitlines()], ["update", "cmake"])

    def test_groups_are_left_alone_unless_named(self):
        self.installed("-wrk clang-16")
        self.assertEqual(self.run_script("--list-missing")[0].stdout, "")
        self.assertEqual(self.run_script("--list-missing", "bench")[0].stdout.split(), ["wrk"])
        self.assertEqual(self.run_script("--list-missing", "bench", "fuzz")[0].stdout.split(), ["wrk", "clang-16"])

    def test_node_on_the_path_keeps_debians_away(self):
        self.installed("-nodejs npm")
        self.assertEqual(self.run_script("--list-missing")[0].stdout, "")
        (self.bin / "node").unlink()
        (self.bin / "npm").unlink()
        self.assertEqual(self.run_script("--list-missing")[0].stdout.split(), ["nodejs", "npm"])

    def test_without_root_and_sudo_it_says_what_to_run(self):
        self.installed("-cmake")
        self.program(self.bin / "id", "echo 1000\n")
        done, apt = self.run_script()
        self.assertEqual((done.returncode, apt), (1, ""))
        self.assertIn("apt-get install cmake", done.stderr)

    def test_sudo_is_used_when_not_root(self):
        self.installed("-cmake")
        self.program(self.bin / "id", "echo 1000\n")
        self.program(self.bin / "sudo", f'echo sudo >> {self.root}/apt; "$@"\n')
        done, apt = self.run_script()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("sudo\n", apt)

    def test_failed_apt_fails_the_script_and_names_the_packages(self):
        self.installed("-cmake")
        self.program(self.bin / "apt-get", "exit 100\n")
        done, _ = self.run_script()
        self.assertEqual(done.returncode, 1)
        self.assertIn("could not install: cmake", done.stderr)

    def test_failed_download_fails_the_script(self):
        self.program(self.root / "scripts/fetch_duckdb.sh", "exit 1\n")
        self.assertNotEqual(self.run_script()[0].returncode, 0)

    def test_every_line_of_the_list_is_read(self):
        listed = [line.split()[0] for line in (ROOT / "scripts/packages.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
        self.installed("-" + " ".join(listed))
        for tool in ("node", "npm", "nginx"):
            (self.bin / tool).unlink()
        names = self.run_script("--list-missing", "bench", "dev", "fuzz")[0].stdout.split()
        # nginx may be found under /usr/sbin, where it is on no user's path
        self.assertEqual([n for n in names if n != "nginx-light"], [n for n in listed if n != "nginx-light"])


if __name__ == "__main__":
    unittest.main()
