"""A server of its own against the contract, both ways, and against bad input."""
import os
import pathlib
import sys
import tempfile
import unittest

import bad_input
import contract
import contract_test

sys.path.insert(0, str(contract.ROOT / "tests/stories"))
import client as http_client  # pylint: disable=wrong-import-position
import node as server_node  # pylint: disable=wrong-import-position

BINARY = os.environ.get("GONGSHU_BINARY", str(contract.ROOT / "build/release/gongshu"))
CLOCK = "2026-03-02"


class RunningServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not pathlib.Path(BINARY).is_file():
            raise unittest.SkipTest(f"{BINARY} is not built")
        folder = tempfile.TemporaryDirectory(prefix="gongshu-http-")
        cls.addClassCleanup(folder.cleanup)
        cls.node = server_node.Node([BINARY], folder.name, "henan")
        password = cls.node.init(CLOCK)
        cls.node.start(CLOCK)
        cls.addClassCleanup(cls.node.stop)
        cls.base = f"http://127.0.0.1:{cls.node.port}"
        table = http_client.operations(contract.ROOT / "api/openapi.yaml")
        admin = http_client.Client("127.0.0.1", cls.node.port, table, lambda: 0, contract.validate_response)
        admin.passwords["admin"] = password
        cls.token = admin.token("admin")
        admin.close()

    def test_every_operation_is_routed_and_nothing_else_is(self):
        self.assertEqual(contract_test.faults(self.base), [])

    def test_bad_input_without_credentials_is_refused(self):
        # most operations answer 401 here before they look further: those open to all, and one in eight of the others
        listed = [o for o in contract.default().operations.values() if o.json_schema is not None]
        names = {o.id for i, o in enumerate(listed) if i % 8 == 0 or o.spec.get("security") == []}
        cases, faults = bad_input.run(self.base, names=names)
        self.assertGreater(cases, 100)
        self.assertEqual(faults, [], "\n".join(faults[:20]))

    def test_bad_input_of_a_signed_in_account_is_refused(self):
        _, faults = bad_input.run(self.base, self.token)
        self.assertEqual(faults, [], "\n".join(faults[:20]))
        self.assertTrue(self.node.alive(), self.node.tail())


if __name__ == "__main__":
    unittest.main()
