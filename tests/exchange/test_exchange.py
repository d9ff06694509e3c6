"""The node and a reference platform exchange acts and their outcomes, over files and HTTP, with faults of every kind in between."""
import copy
import json
import os
import pathlib
import sys
import tempfile
import time
import unittest

import peer as reference

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/stories"))
sys.path.insert(0, str(ROOT / "tests/http"))
import client as http_client  # pylint: disable=wrong-import-position
import contract  # pylint: disable=wrong-import-position
import node as server_node  # pylint: disable=wrong-import-position

BINARY = os.environ.get("GONGSHU_BINARY", str(ROOT / "build/release/gongshu"))

ENTRY = {
    "title": "养老服务机构", "summary": "机构名录与床位", "format": "table", "classification": "民生保障", "sharing": "conditional",
    "update_cycle": "monthly", "origin": "own",
    "items": [{"name": "institution_code", "title": "机构代码", "type": "text", "grade": "general", "key": True, "standard": "GB-32100"},
              {"name": "beds", "title": "床位数", "type": "integer", "grade": "general"}],
    "negative_list": {"national_security_or_public_interest": False, "privacy_or_trade_secret": False, "sector_prohibition": False,
                      "legal_prohibition": False},
}


def entry(code):
    return {**ENTRY, "code": code}


class Exchange(unittest.TestCase):
    """A node of the Henan pack with its people, and a platform that answers for the provider's and the operator's."""

    @classmethod
    def setUpClass(cls):
        if not pathlib.Path(BINARY).is_file():
            raise unittest.SkipTest(f"{BINARY} is not built")

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gongshu-exchange-")
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        self.node = server_node.Node([BINARY], folder.name, "henan")
        self.clock = "2026-03-02"
        self.table = http_client.operations(ROOT / "api/openapi.yaml")
        self.passwords = {"admin": self.node.init(self.clock)}
        self.client = None
        self.addCleanup(self.node.stop)
        self.serve()
        self.people()
        pem = (self.node.data / "node.pub.pem").read_text("utf-8")
        self.peer = reference.Peer(pem, now=self.now)
        self.register(self.peer)

    # the node

    def serve(self):
        self.node.start(self.clock)
        self.began = time.monotonic()
        passwords, tokens = self.passwords, {}
        if self.client:
            passwords, tokens = self.client.passwords, self.client.tokens
            self.client.close()
        self.client = http_client.Client("127.0.0.1", self.node.port, self.table, lambda: 0, contract.validate_response)
        self.client.passwords, self.client.tokens = passwords, tokens
        self.addCleanup(self.client.close)

    def now(self):
        """The story clock: 2026-03-02 09:00 in China, running."""
        return 1_772_413_200_000 + int((time.monotonic() - self.began) * 1000)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.node.port}/api/v1/exchange"

    def call(self, operation, account, status=None, **more):
        answer = self.client.call(operation, account, **more)
        if status:
            self.assertEqual(answer.status, status, answer.body.decode("utf-8", "replace"))
        else:
            self.assertLess(answer.status, 300, answer.body.decode("utf-8", "replace"))
        return answer.json

    def people(self):
        self.ids = {}
        for name, roles in (("authority", ["competent_authority"]), ("agency", ["implementing_agency"]), ("provider", ["data_provider"]),
                            ("operator", ["operator"])):
            kind = "legal_person" if name == "operator" else "government_body"
            org = self.call("registerOrganisation", "admin", body={"name": f"单位{name}", "level": "province", "party_type": kind, "roles": roles})["id"]
            self.ids[name + "_org"] = org
            for number in (1, 2):
                account = f"{name}.{number}"
                body = {"org": org, "account": account, "name": f"人员{number}", "duties": ["staff"]}
                self.ids[account] = self.call("registerPerson", "admin", body=body)["id"]

    def register(self, platform, **more):
        body = {"name": "省一体化大数据平台", "public_key": platform.key.public, "people": [self.ids["provider.1"], self.ids["operator.1"]], **more}
        platform.id = self.call("registerPeer", "authority.1", body=body)["id"]
        self.call("confirmPeer", "authority.2", path={"id": platform.id})
        for account in ("provider.1", "operator.1"):
            self.call("joinPeer", account, path={"id": platform.id})

    def messages(self, **query):
        return self.call("listExchangeMessages", "authority.1", query={"limit": 500, **query})["rows"]

    def cli(self, *words):
        return self.node.cli(["exchange", words[0], "--data", str(self.node.data), *map(str, words[1:])])

    def approve(self, record):
        """The node's own people go on with an entry that came from next door."""
        path = {"id": record.split("/")[1]}
        self.call("reviewCatalogEntry", "authority.1", path=path, body={"role": "competent_authority", "verdict": "pass"})

    def drafted(self, code="CA/ELDERLY/001"):
        return self.peer.queue("catalog.draft", self.ids["provider.1"], entry(code))

    # over HTTP

    def test_acts_come_in_and_their_status_goes_out(self):
        draft = self.drafted()
        submit = self.peer.queue("catalog.submit", self.ids["provider.1"], ref=draft)
        self.peer.exchange(self.url)
        made = self.peer.answer_to(draft)
        self.assertEqual((made["outcome"], made["status"]), ("accepted", "draft"))
        self.assertEqual(self.peer.answer_to(submit)["status"], "submitted")
        shown = self.call("getCatalogEntry", "provider.2", path={"id": made["record"].split("/")[1]})
        self.assertEqual(shown["status"], "submitted")
        self.approve(made["record"])
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.statuses(made["record"]), ["submitted", "approved"])
        self.assertEqual(self.peer.waiting, [])
        self.assertEqual(self.messages(status="waiting"), [])
        state = self.call("getPeer", "authority.1", path={"id": self.peer.id})
        self.assertEqual((state["received"], state["sent"], state["acknowledged"]), (2, len(self.peer.inbox), len(self.peer.inbox)))

    def test_an_objection_is_raised_and_answered_from_next_door(self):
        draft = self.drafted()
        self.peer.queue("catalog.submit", self.ids["provider.1"], ref=draft)
        self.peer.exchange(self.url)
        record = self.peer.answer_to(draft)["record"]
        self.approve(record)
        raised = self.peer.queue("objection.open", self.ids["operator.1"], {
            "procedure": "quality_objection", "about": record.split("/")[1], "items": {"problem": "床位数与年报不符", "found_on": "2026-03-01"}})
        hasty = self.peer.queue("objection.act", self.ids["operator.1"], {"act": "answer", "items": {"result": "corrected", "handling": "已核对"}}, ref=raised)
        answered = self.peer.queue("objection.act", self.ids["provider.1"], {"act": "answer", "items": {"result": "corrected", "handling": "已核对"}}, ref=raised)
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.answer_to(raised)["status"], "raised")
        self.assertEqual(self.peer.answer_to(hasty)["code"], "auth.forbidden")  # the one who objects does not answer
        self.assertEqual(self.peer.answer_to(answered)["status"], "answered")
        self.call("actOnMatter", "operator.2", path={"id": self.peer.answer_to(raised)["record"].split("/")[1]}, body={"act": "accept"})
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.statuses(self.peer.answer_to(raised)["record"])[-1], "closed")

    def test_the_rules_refuse_as_they_do_here_and_the_order_goes_on(self):
        forbidden = self.peer.queue("catalog.draft", self.ids["provider.1"], {**entry("CA/1"), "negative_list": {**ENTRY["negative_list"], "sector_prohibition": True}})
        submit = self.peer.queue("catalog.submit", self.ids["provider.1"], ref=forbidden)
        stranger = self.peer.queue("catalog.draft", self.ids["provider.2"], entry("CA/2"))
        unknown = self.peer.queue("catalog.burn", self.ids["provider.1"], entry("CA/2"))
        malformed = self.peer.queue("catalog.draft", self.ids["provider.1"], {"titel": "x"})
        role = self.peer.queue("catalog.draft", self.ids["operator.1"], entry("CA/2"))
        application = self.peer.queue("application.draft", self.ids["operator.1"], {
            "agreement": "agr-none", "title": "养老床位规划", "purpose": "public_interest",
            "demand": [{"resource": "cat-none", "table": "institutions", "columns": [{"name": "beds", "uses": ["aggregate"], "reason": "合计"}]}], "items": {}})
        good = self.peer.queue("catalog.draft", self.ids["provider.1"], entry("CA/2"))
        self.peer.exchange(self.url)
        answers = {name: self.peer.answer_to(i) for name, i in locals().items() if isinstance(i, str)}
        self.assertEqual(answers["stranger"]["code"], "auth.forbidden")
        self.assertEqual(answers["stranger"]["at"], "/envelope/payload/person")
        self.assertEqual((answers["unknown"]["code"], answers["unknown"]["at"]), ("input.bad_choice", "/envelope/kind"))
        self.assertIn("catalog.draft", answers["unknown"]["hint"])
        self.assertTrue(answers["malformed"]["code"].startswith("input."))
        self.assertEqual(answers["role"]["code"], "auth.forbidden")
        self.assertEqual((answers["application"]["outcome"], answers["application"]["code"]), ("refused", "auth.forbidden"))
        ruled = [a for a in (answers["forbidden"], answers["submit"]) if a.get("rule")]
        self.assertEqual([a["rule"] for a in ruled], ["HA-04"])
        self.assertEqual(answers["good"]["outcome"], "accepted")

    def test_messages_are_dealt_with_once_and_in_order(self):
        first, second = self.drafted("CA/1"), self.drafted("CA/2")
        ack, one, two = self.peer.outgoing()
        status, answer = self.peer.post(self.url, [ack, two])
        self.assertEqual(status, 200)
        self.assertEqual((answer["stopped"]["code"], answer["stopped"]["detail"]["expected"]), ("state.conflict", 1))
        self.assertEqual(answer["stopped"]["at"], "/messages/1/envelope/sequence")
        self.assertEqual(self.peer.post(self.url, [two])[0], 409)
        _, answer = self.peer.post(self.url, [ack, one, one, two, one])
        self.assertEqual([o["outcome"] for o in answer["outcomes"]], ["acknowledged", "accepted", "repeated", "accepted", "repeated"])
        self.assertEqual(answer["outcomes"][1]["record"], answer["outcomes"][2]["record"])
        for _ in range(3):  # answers lost: everything comes again
            _, answer = self.peer.post(self.url)
            self.assertEqual([o["outcome"] for o in answer["outcomes"]], ["acknowledged", "repeated", "repeated"])
        self.assertEqual(len([m for m in self.messages() if m["kind"] == "catalog.draft"]), 2)
        self.assertEqual(len(self.call("listCatalogEntries", "provider.1")["rows"]), 2)
        self.peer.exchange(self.url)
        self.assertEqual({self.peer.answer_to(i)["outcome"] for i in (first, second)}, {"accepted"})

    def test_what_is_altered_or_strange_is_refused(self):
        self.drafted()
        ack, one = self.peer.outgoing()

        def refused(message, status, code, at):
            answered, document = self.peer.post(self.url, [message])
            self.assertEqual((answered, document["code"]), (status, code), document)
            self.assertEqual(document["at"], at)

        altered = copy.deepcopy(one)
        altered["envelope"]["payload"]["body"]["title"] = "别的目录"
        refused(altered, 401, "auth.bad_signature", "/messages/0/signature")
        other = reference.Peer(self.peer.node.public, now=self.now)
        refused(other.ack(), 403, "auth.forbidden", "/messages/0/envelope/from")
        forged = copy.deepcopy(one)
        forged["signature"] = other.key.sign(reference.canonical(one["envelope"]))
        refused(forged, 401, "auth.bad_signature", "/messages/0/signature")
        astray = copy.deepcopy(one["envelope"])
        astray["to"] = other.key.fingerprint
        refused(self.peer.signed(astray), 403, "auth.forbidden", "/messages/0/envelope/to")
        self.assertEqual(self.messages(), [])  # nothing of this left a trace
        self.assertEqual(self.peer.post(self.url, [ack, one])[0], 200)
        again = self.peer.signed(self.peer.envelope("catalog.draft", {"person": self.ids["provider.1"], "body": entry("CA/9")}, 1, one["envelope"]["id"]))
        refused(again, 401, "auth.replayed", "/messages/0/envelope/id")
        renamed = self.peer.signed(self.peer.envelope("catalog.draft", {"person": self.ids["provider.1"], "body": entry("CA/9")}, 1, "p-other"))
        refused(renamed, 401, "auth.replayed", "/messages/0/envelope/sequence")
        large = self.peer.signed(self.peer.envelope("catalog.draft", {"person": self.ids["provider.1"], "body": {"title": "大" * 100_000}}, 2))
        refused(large, 413, "input.too_large", "/messages/0/envelope")

    def test_an_old_ack_fetches_nothing(self):
        self.drafted()
        self.peer.post(self.url)
        old = self.peer.ack()
        old["envelope"]["time"] -= 3_600_000
        status, answer = self.peer.post(self.url, [self.peer.signed(old["envelope"])])
        self.assertEqual((status, answer["messages"]), (200, []))
        self.assertEqual(len(self.peer.post(self.url, [self.peer.ack()])[1]["messages"]), 2)

    def test_nobody_registers_a_key_that_speaks_for_others(self):
        """Neither one person of the authority alone, nor for its own people, nor for anybody who has not agreed."""
        alone = reference.Peer(self.peer.node.public, now=self.now)
        body = {"name": "平台", "public_key": alone.key.public, "people": [self.ids["provider.2"]]}
        self.call("registerPeer", "authority.1", 400, body={**body, "people": [self.ids["provider.2"], self.ids["authority.2"]]})
        alone.id = self.call("registerPeer", "authority.1", body=body)["id"]
        made = alone.queue("catalog.draft", self.ids["provider.2"], entry("CA/ALONE"))
        self.assertEqual(alone.post(self.url)[0], 403)  # not confirmed
        self.call("exportExchange", "authority.1", 409, path={"id": alone.id})
        self.call("confirmPeer", "authority.1", 403, path={"id": alone.id})
        self.call("confirmPeer", "provider.2", 403, path={"id": alone.id})
        self.call("confirmPeer", "authority.2", path={"id": alone.id})
        alone.exchange(self.url)
        self.assertEqual((alone.answer_to(made)["code"], alone.answer_to(made)["at"]), ("auth.forbidden", "/envelope/payload/person"))
        self.call("joinPeer", "provider.1", 403, path={"id": alone.id})  # each for themselves
        self.call("joinPeer", "provider.2", path={"id": alone.id})
        again = alone.queue("catalog.draft", self.ids["provider.2"], entry("CA/ALONE"))
        alone.exchange(self.url)
        self.assertEqual(alone.answer_to(again)["outcome"], "accepted")
        self.call("leavePeer", "provider.2", path={"id": alone.id})
        last = alone.queue("catalog.draft", self.ids["provider.2"], entry("CA/LEFT"))
        alone.exchange(self.url)
        self.assertEqual(alone.answer_to(last)["code"], "auth.forbidden")

    def test_only_procedures_that_the_pack_opens_come_this_way(self):
        tip = self.peer.queue("objection.open", self.ids["operator.1"], {
            "procedure": "conduct_inquiry", "about": self.ids["operator_org"], "items": {"conduct_kind": "duty_handed_over", "conduct_facts": "整体外包"}})
        here = self.call("openMatter", "provider.1", body={
            "procedure": "conduct_inquiry", "about": self.ids["operator_org"], "items": {"conduct_kind": "duty_handed_over", "conduct_facts": "整体外包"}})
        act = self.peer.queue("objection.act", self.ids["operator.1"], {"act": "cease", "items": {"cease_account": "已停"}}, record=here["id"])
        self.peer.exchange(self.url)
        self.assertEqual((self.peer.answer_to(tip)["code"], self.peer.answer_to(tip)["at"]), ("auth.forbidden", "/envelope/payload/body/procedure"))
        self.assertEqual((self.peer.answer_to(act)["code"], self.peer.answer_to(act)["at"]), ("auth.forbidden", "/envelope/payload/record"))

    def test_a_closed_peer_is_not_heard(self):
        self.call("closePeer", "operator.1", 403, path={"id": self.peer.id}, body={"reason": "换钥"})
        self.call("closePeer", "authority.1", path={"id": self.peer.id}, body={"reason": "换钥"})
        self.assertEqual(self.peer.post(self.url)[0], 403)
        self.call("exportExchange", "authority.1", 409, path={"id": self.peer.id})

    def test_registering_a_peer_has_conditions(self):
        body = {"name": "平台", "public_key": reference.Key.generate().public, "people": [self.ids["provider.1"]]}
        self.call("registerPeer", "provider.1", 403, body=body)
        self.call("registerPeer", "authority.1", 404, body={**body, "people": ["per-none"]})
        self.call("registerPeer", "authority.1", 409, body={**body, "public_key": self.peer.key.public})
        self.call("registerPeer", "authority.1", 400, body={**body, "public_key": self.peer.node.public})
        self.call("registerPeer", "authority.1", 400, body={**body, "public_key": "-----BEGIN PUBLIC KEY-----\n" + "A" * 120})

    # the node pushes

    def test_the_node_pushes_until_it_is_acknowledged(self):
        platform = reference.Peer(self.peer.node.public, now=self.now)
        server = reference.Server(platform)
        self.addCleanup(server.stop)
        server.faults = ["drop", "mute"]
        platform.queue("catalog.draft", self.ids["provider.1"], entry("CA/PUSH"))
        self.register(platform, url=server.url)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with server.lock:
                if not platform.waiting and platform.inbox:
                    break
            time.sleep(0.2)
        with server.lock:
            self.assertEqual([e["payload"]["outcome"] for e in platform.inbox if e["kind"] == "result"], ["accepted"])
        self.assertGreaterEqual(server.calls, 3)

    # files, with the node killed and at rest

    def test_files_carry_the_same_and_a_kill_loses_nothing(self):
        draft = self.drafted("CA/FILE/1")
        self.peer.post(self.url)  # dealt with, and the answer is lost
        self.node.process.kill()
        self.node.process.wait()
        second = self.drafted("CA/FILE/2")
        out, back = self.work / "out.jsonl", self.work / "back.jsonl"
        self.peer.write(out)
        cut = out.read_bytes()[:-20]
        (self.work / "cut.jsonl").write_bytes(cut)
        done = self.cli("import", self.work / "cut.jsonl")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("input.bad_json", done.stdout + done.stderr)
        done = self.cli("import", out, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual([o["outcome"] for o in json.loads(done.stdout)["outcomes"]], ["acknowledged", "repeated", "accepted"])
        self.assertEqual(self.cli("import", out).returncode, 0)  # once more changes nothing
        self.assertEqual(self.cli("export", "--peer", self.peer.id, "--out", back).returncode, 0)
        self.peer.read(back)
        self.assertEqual(self.peer.waiting, [])
        self.assertEqual({self.peer.answer_to(i)["outcome"] for i in (draft, second)}, {"accepted"})
        self.peer.write(out)
        self.assertEqual(self.cli("import", out).returncode, 0)
        listed = self.cli("peers", "--json")
        state = json.loads(listed.stdout)["peers"][0]
        self.assertEqual((state["received"], state["sent"], state["acknowledged"]), (2, 2, 2))
        self.assertIn("catalog.draft", self.cli("status", "--peer", self.peer.id).stdout)
        spoilt = out.read_text("utf-8").replace('"received": 2', '"received": 1')
        (self.work / "spoilt.jsonl").write_text(spoilt, "utf-8")
        done = self.cli("import", self.work / "spoilt.jsonl")
        self.assertIn("auth.bad_signature", done.stdout + done.stderr)
        verified = self.node.cli(["verify", "--data", str(self.node.data)])
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        self.clock = int(time.time() * 1000)  # the program at rest ran by the clock on the wall
        self.serve()
        rows = self.call("listCatalogEntries", "provider.1")["rows"]
        self.assertEqual(sorted(r["content"]["code"] if "content" in r else r["code"] for r in rows), ["CA/FILE/1", "CA/FILE/2"])

    def test_the_file_of_a_running_node_is_the_same(self):
        draft = self.drafted()
        self.peer.post(self.url)
        answer = self.client.call("exportExchange", "authority.1", path={"id": self.peer.id})
        path = self.work / "export.jsonl"
        path.write_bytes(answer.body)
        self.assertEqual(self.peer.read(path), 1)
        self.assertEqual(self.peer.answer_to(draft)["outcome"], "accepted")


if __name__ == "__main__":
    unittest.main()
