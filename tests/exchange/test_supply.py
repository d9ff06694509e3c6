"""Data is pushed by the platform next door: the masking order goes out to it, a batch that a real source masked comes back in chunks, over HTTP and as
files, with faults of every kind in between."""
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

import peer as reference

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/stories"))
sys.path.insert(0, str(ROOT / "tests/http"))
import client as http_client  # pylint: disable=wrong-import-position
import contract  # pylint: disable=wrong-import-position
import stage  # pylint: disable=wrong-import-position
import story  # pylint: disable=wrong-import-position

BINARY = os.environ.get("GONGSHU_BINARY", str(ROOT / "build/release/gongshu"))
GROUNDS = [{"use": name} for name in ("scenario_approved", "source_ready", "resource_registered")]


def rows(count, beds=20):
    return "institution_code,county,beds\n" + "".join(f"52410000A{i:06d},41010{2 + i % 3},{beds + i % 300}\n" for i in range(count))


class Supply(unittest.TestCase):
    """A node of the Henan pack with an approved scenario over a registered resource, and a platform that answers for the provider."""

    @classmethod
    def setUpClass(cls):
        if not pathlib.Path(BINARY).is_file():
            raise unittest.SkipTest(f"{BINARY} is not built")
        library = story.Library(ROOT, http_client.operations(ROOT / "api/openapi.yaml"))
        cls.stages = stage.Stages([BINARY], library, contract.validate_response)
        cls.addClassCleanup(cls.stages.close)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gongshu-push-")
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        self.node, self.player, given = self.stages.open({"pack": "henan", "given": [{"use": "grounds"}]}, self.work)
        self.addCleanup(self.node.stop)
        self.addCleanup(self.player.client.close)
        self.player.run([*given, *GROUNDS], "given")
        people = self.call("listPeople", "admin", query={"limit": 500})["rows"]
        self.ids = {p["account"]: p["id"] for p in people}
        self.pem = (self.node.data / "node.pub.pem").read_text("utf-8")
        self.peer = self.platform("provider.zhou")

    def call(self, operation, account, status=None, **more):
        answer = self.player.client.call(operation, account, **more)
        if status:
            self.assertEqual(answer.status, status, answer.body.decode("utf-8", "replace"))
        else:
            self.assertLess(answer.status, 300, answer.body.decode("utf-8", "replace"))
        return answer.json

    def platform(self, *accounts):
        made = reference.Peer(self.pem, now=self.player.now)
        body = {"name": "市大数据平台", "public_key": made.key.public, "people": [self.ids[a] for a in accounts]}
        made.id = self.call("registerPeer", "authority.li", body=body)["id"]
        self.call("confirmPeer", "authority.wang", path={"id": made.id})
        for account in accounts:
            self.call("joinPeer", account, path={"id": made.id})
        return made

    @property
    def url(self):
        return f"http://127.0.0.1:{self.node.port}/api/v1/exchange"

    @property
    def provider(self):
        return self.ids["provider.zhou"]

    def order(self):
        """The agency orders; the platform gets it, and the source beside it accepts what came."""
        body = {"scenario": self.player.scopes["scenario"], "resource": self.player.scopes["entry"]}
        self.issued = self.call("issueMaskingOrder", "agency.zhao", body=body)
        self.peer.exchange(self.url)
        return self.issued["id"]

    def source(self, *words):
        done = self.node.cli(["source", words[0], "--dir", str(self.work / "source"), *map(str, words[1:])])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def masked(self, order, text):
        """The directory of the batch that the source makes under an order that came over the exchange."""
        if not (self.work / "pinned.pem").exists():
            (self.work / "pinned.pem").write_text(self.pem)
            self.source("trust", self.work / "pinned.pem")
            (self.work / "order.json").write_text(json.dumps(self.peer.orders()["masking_order/" + order]), "utf-8")
            self.source("accept", "--file", self.work / "order.json")
        (self.work / "rows.csv").write_text(text, "utf-8")
        made = json.loads(self.source("mask", "--order", order, "--csv", self.work / "rows.csv", "--output", "json"))
        return self.work / "source/batches" / made["batch"]

    def spoilt(self, batch):
        """As a source of bad faith would make it: telephone numbers where the order allows a number of beds, signed with the source's key."""
        path = batch / "chunk-00000.csv"
        data = re.sub(r",(\d\d)$", r",138001380\1", path.read_text("utf-8"), flags=re.M)
        path.write_text(data, "utf-8")
        manifest = json.loads((batch / "manifest.json").read_text("utf-8"))
        manifest["chunks"][0].update(bytes=len(data.encode()), sm3=reference.sm3(data.encode()))
        text = reference.canonical(manifest)
        key = reference.Key(private=(self.work / "source/keys/source.pem").read_text())
        (batch / "manifest.json").write_text(text, "utf-8")
        (batch / "manifest.sig").write_text(key.sign("gongshu-batch-v1\n" + text), "utf-8")
        return batch

    def batch(self, announced):
        record = self.peer.answer_to(announced)["record"]
        return self.call("getBatch", "agency.zhao", path={"id": record.split("/")[1]})

    def batches(self):
        return self.call("listBatches", "agency.zhao")["rows"]

    def cli(self, *words):
        return self.node.cli(["exchange", words[0], "--data", str(self.node.data), *map(str, words[1:])])

    # over HTTP

    def test_an_order_goes_out_and_its_batch_comes_in(self):
        stranger = self.platform("agency.zhao")
        order = self.order()
        stranger.exchange(self.url)
        self.assertEqual(stranger.orders(), {})  # answers for nobody of the provider
        brought = self.peer.orders()["masking_order/" + order]
        self.assertEqual((brought["document"], brought["signature"]), (self.issued["document"], self.issued["signature"]))
        announced, chunks = self.peer.announce(self.provider, self.masked(order, rows(450_000)))
        self.assertEqual(len(chunks), 2)
        self.assertEqual(self.peer.post_chunk(self.url, chunks[0])[0], 404)  # before its batch
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.answer_to(announced)["status"], "announced")
        status, answer = self.peer.post_chunk(self.url, chunks[1])  # in any order
        self.assertEqual((status, answer["status"], answer["missing"]), (200, "announced", [0]))
        for _ in range(2):  # the answer was lost: the same again
            status, answer = self.peer.post_chunk(self.url, chunks[0])
            self.assertEqual((status, answer["status"], answer["missing"]), (200, "accepted", []))
        self.peer.exchange(self.url)
        record = self.peer.answer_to(announced)["record"]
        self.assertEqual(self.peer.statuses(record), ["accepted"])
        shown = self.batch(announced)
        self.assertEqual((shown["rows"], shown["announced_by"]), (450_000, self.provider))
        self.call("withdrawMaskingOrder", "agency.zhao", path={"id": order}, body={"reason": "不再需要"})
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.statuses("masking_order/" + order), ["withdrawn"])
        self.assertEqual(self.peer.statuses(record), ["accepted"])

    def test_the_same_manifest_again_is_the_same_batch(self):
        batch = self.masked(self.order(), rows(3))
        first, _ = self.peer.announce(self.provider, batch)
        second, chunks = self.peer.announce(self.provider, batch)
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.answer_to(first)["record"], self.peer.answer_to(second)["record"])
        self.assertEqual(self.peer.post_chunk(self.url, chunks[0])[1]["status"], "accepted")
        self.assertEqual(len(self.batches()), 1)

    def test_chunks_that_are_altered_or_strange_are_refused(self):
        order = self.order()
        batch = self.masked(order, rows(3))
        announced, (good,) = self.peer.announce(self.provider, batch)
        self.peer.exchange(self.url)
        data = good.split(b"\n", 1)[1]

        def refused(chunk, status, code, at, url=None):
            answered, document = self.peer.post_chunk(url or self.url, chunk)
            self.assertEqual((answered, document["code"], document.get("at")), (status, code, at), document)

        refused(good.replace(b",21", b",29"), 422, "batch.bad_chunk", "/envelope/payload/sm3")
        refused(good[:-1], 422, "batch.bad_chunk", "/envelope/payload/sm3")
        refused(good.replace(b'"index": 0', b'"index": 1'), 401, "auth.bad_signature", "/signature")
        refused(data, 400, "input.bad_json", "byte 0")
        refused(b"x" * (8 << 20), 400, "input.bad_json", None)
        other = reference.Peer(self.pem, now=self.player.now)
        refused(other.chunk(self.provider, announced, 0, data), 403, "auth.forbidden", "/envelope/from")
        refused(self.peer.chunk(self.ids["agency.zhao"], announced, 0, data), 403, "auth.forbidden", "/envelope/payload/person")
        refused(self.peer.chunk(self.provider, "p-none", 0, data), 404, "state.not_found", "/envelope/payload/ref")
        refused(self.peer.chunk(self.provider, announced, 7, data), 422, "batch.bad_chunk", "chunk 7")
        refused(self.peer.chunk(self.provider, announced, 0, data, extra=1), 400, "input.unknown_field", "/envelope/payload/extra")
        wrong = data.replace(b"410102,", b"410103,")
        status, document = self.peer.post_chunk(self.url, self.peer.chunk(self.provider, announced, 0, wrong))
        self.assertEqual((status, document["code"], document["rule"]), (422, "batch.bad_chunk", "HA-01"))
        message = json.loads(good.split(b"\n", 1)[0])
        status, document = self.peer.post(self.url, [message])
        self.assertEqual((status, document["code"], document["at"]), (400, "input.bad_choice", "/messages/0/envelope/kind"))
        self.assertEqual(self.batch(announced)["missing"], [0])  # nothing of all this was kept
        self.assertEqual(self.peer.post_chunk(self.url, good)[1]["status"], "accepted")

    def test_a_batch_that_the_platform_refuses_is_told_with_why(self):
        announced, (chunk,) = self.peer.announce(self.provider, self.spoilt(self.masked(self.order(), rows(40))))
        self.peer.exchange(self.url)
        status, answer = self.peer.post_chunk(self.url, chunk)
        self.assertEqual((status, answer["status"], answer["code"]), (200, "refused", "batch.looks_raw"))
        self.peer.exchange(self.url)
        told = [e["payload"] for e in self.peer.inbox if e["kind"] == "status"]
        self.assertEqual([(t["status"], t["code"], t["of"]) for t in told], [("refused", "batch.looks_raw", announced)])

    def test_a_manifest_that_answers_no_order_is_refused_and_the_order_of_messages_goes_on(self):
        order = self.order()
        batch = self.masked(order, rows(3))
        forged = self.work / "forged"
        shutil.copytree(batch, forged)
        (forged / "manifest.json").write_text((batch / "manifest.json").read_text("utf-8").replace('"rows":3', '"rows":4'), "utf-8")
        bad, _ = self.peer.announce(self.provider, forged)
        good, chunks = self.peer.announce(self.provider, batch)
        self.peer.exchange(self.url)
        refusal = self.peer.answer_to(bad)
        self.assertEqual((refusal["outcome"], refusal["code"], refusal["rule"]), ("refused", "crypto.bad_signature", "HA-01"))
        self.assertEqual(self.peer.answer_to(good)["status"], "announced")
        self.assertEqual(self.peer.post_chunk(self.url, chunks[0])[1]["status"], "accepted")

    # killed, and at rest

    def test_a_kill_between_chunks_loses_nothing_and_files_carry_the_same(self):
        batch = self.masked(self.order(), rows(450_000))
        announced, chunks = self.peer.announce(self.provider, batch)
        self.peer.exchange(self.url)
        self.assertEqual(self.peer.post_chunk(self.url, chunks[0])[0], 200)
        self.node.process.kill()
        self.node.process.wait()
        files = []
        for number, chunk in enumerate(chunks):
            files.append(self.work / f"{number}.chunk")
            files[-1].write_bytes(chunk)
        (self.work / "cut.chunk").write_bytes(chunks[1][:-5])
        done = self.cli("chunks", self.work / "cut.chunk")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("batch.bad_chunk", done.stdout + done.stderr)
        self.assertIn("cut.chunk", done.stdout + done.stderr)
        for _ in range(2):
            done = self.cli("chunks", *files, "--json")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertEqual([c["status"] for c in json.loads(done.stdout)][-1], "accepted")
        back = self.work / "back.jsonl"
        self.assertEqual(self.cli("export", "--peer", self.peer.id, "--out", back).returncode, 0)
        self.peer.read(back)
        self.assertEqual(self.peer.statuses(self.peer.answer_to(announced)["record"]), ["accepted"])
        verified = self.node.cli(["verify", "--data", str(self.node.data)])
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_an_order_is_carried_in_the_file(self):
        body = {"scenario": self.player.scopes["scenario"], "resource": self.player.scopes["entry"]}
        order = self.call("issueMaskingOrder", "agency.zhao", body=body)
        answer = self.player.client.call("exportExchange", "authority.li", path={"id": self.peer.id})
        path = self.work / "export.jsonl"
        path.write_bytes(answer.body)
        self.peer.read(path)
        self.assertEqual(self.peer.orders()["masking_order/" + order["id"]]["document"], order["document"])
        self.assertNotIn(json.dumps(order["document"])[1:-1], json.dumps([e for e in self.peer.inbox]))  # beside the messages, not in them


if __name__ == "__main__":
    unittest.main()
