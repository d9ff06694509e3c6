"""A server of its own against the contract, both ways, and against bad input."""
import json
import os
import pathlib
import re
import sys
import tempfile
import unittest
import urllib.request

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
        cls.everybody = cls.account_of_every_role(admin)
        admin.close()

    @staticmethod
    def account_of_every_role(admin):
        """A person of one organisation that holds all roles: operations of any role look at its bodies."""
        text = (contract.ROOT / "src/identity/roles.h").read_text("utf-8").split("namespace gongshu::identity::duty")[0]
        roles = [r for r in dict.fromkeys(re.findall(r'"([a-z_]+)"', text)) if r != "node"][:12]  # those of the life cycle come first
        body = {"name": "万能试验单位", "level": "province", "party_type": "government_body", "roles": roles}
        org = admin.call("registerOrganisation", "admin", body=body).json["id"]
        admin.call("registerPerson", "admin", body={"org": org, "account": "everybody", "name": "试验员", "duties": ["staff"]})
        return admin.token("everybody")

    def test_every_operation_is_routed_and_nothing_else_is(self):
        self.assertEqual(contract_test.faults(self.base), [])

    def test_what_is_public_names_nobody(self):
        answer = urllib.request.urlopen(f"{self.base}/api/v1/public/log?limit=500")
        log = json.load(answer)
        self.assertGreater(log["size"], 2)
        self.assertEqual([row["seq"] for row in log["rows"]], list(range(len(log["rows"]))))
        self.assertEqual(set().union(*log["rows"]), {"seq", "time", "type", "rules", "leaf"})
        proof = json.load(urllib.request.urlopen(f"{self.base}/api/v1/ledger/entries/1/proof"))
        self.assertEqual(proof["leaf"], log["rows"][1]["leaf"])
        published = json.load(urllib.request.urlopen(f"{self.base}/api/v1/public/disclosure"))
        self.assertEqual([published[part] for part in ("grants", "scenarios", "products", "usage")], [[], [], [], []])
        self.assertIn("BEGIN PUBLIC KEY", published["key"])

    def test_the_calendar_tells_days_off_and_days_made_up(self):
        calendar = json.load(urllib.request.urlopen(f"{self.base}/api/v1/calendar"))
        self.assertIn(2026, calendar["years"])
        self.assertIn("2026-10-01", calendar["days_off"])
        self.assertIn("2026-02-28", calendar["days_made_up"])
        self.assertNotIn("2026-03-09", calendar["days_off"])

    def test_bad_input_without_credentials_is_refused(self):
        # most operations answer 401 here before they look further: those open to all, and one in eight of the others
        listed = [o for o in contract.default().operations.values() if o.json_schema is not None]
        names = {o.id for i, o in enumerate(listed) if i % 8 == 0 or o.spec.get("security") == []}
        cases, faults = bad_input.run(self.base, names=names)
        self.assertGreater(cases, 100)
        self.assertEqual(faults, [], "\n".join(faults[:20]))

    def test_bad_input_of_a_signed_in_account_is_refused(self):
        # each operation as somebody who may call it: the administrator where an account of all roles is refused
        server = bad_input.Server(self.base, self.everybody)
        listed = [o for o in contract.default().operations.values() if o.json_schema is not None]
        duties = {o.id for o in listed if server.request(o.method, o.target(), b'{"surely_unknown":1}', "application/json").status == 403}
        self.assertLess(len(duties), len(listed) // 4, sorted(duties))
        for token, names in ((self.everybody, {o.id for o in listed} - duties), (self.token, duties)):
            cases, faults = bad_input.run(self.base, token, names=names)
            self.assertGreater(cases, 100)
            self.assertEqual(faults, [], "\n".join(faults[:20]))
        self.assertTrue(self.node.alive(), self.node.tail())


if __name__ == "__main__":
    unittest.main()
