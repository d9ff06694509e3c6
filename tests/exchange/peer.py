"""A platform next door, as somebody else would write it: Python's standard library and the openssl program, nothing of Gongshu's.

Follows docs/formats/exchange.md. Keeps what it sent until it is acknowledged, deals with what it receives once and in order, and speaks over files or
HTTP, as client or as server.
"""
import base64
import hashlib
import http.client
import http.server
import json
import pathlib
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse

SM2_ID = "1234567812345678"


def canonical(value):
    """RFC 8785 for what envelopes hold: strings, integers, booleans, null, lists, objects."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sm3(data):
    return hashlib.new("sm3", data).hexdigest()


def openssl(*words, data=None):
    done = subprocess.run(["openssl", *words], input=data, capture_output=True, check=False)
    if done.returncode != 0:
        raise ValueError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


class Key:
    """An SM2 key pair, or the public half alone."""

    def __init__(self, private=None, public=None):
        self.private = private
        self.public = public or openssl("pkey", "-pubout", data=private.encode()).decode()
        # the point is the last 65 bytes of the DER form
        der = base64.b64decode("".join(line for line in self.public.splitlines() if not line.startswith("-")))
        self.fingerprint = sm3(der[-65:])

    @staticmethod
    def generate():
        return Key(private=openssl("genpkey", "-algorithm", "SM2").decode())

    def sign(self, text):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            (work / "key").write_text(self.private)
            (work / "text").write_bytes(text.encode())
            der = openssl("pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-inkey", work / "key", "-in", work / "text", "-pkeyopt", "distid:" + SM2_ID)
        return base64.b64encode(der).decode()

    def verify(self, text, signature):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            (work / "key").write_text(self.public)
            (work / "text").write_bytes(text.encode())
            (work / "signature").write_bytes(base64.b64decode(signature))
            try:
                openssl("pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pubin", "-inkey", work / "key", "-in", work / "text", "-sigfile",
                        work / "signature", "-pkeyopt", "distid:" + SM2_ID)
                return True
            except ValueError:
                return False


class Peer:
    """One side. `now` gives the time in milliseconds."""

    def __init__(self, node_public_pem, now=lambda: int(time.time() * 1000)):
        self.key, self.node, self.now = Key.generate(), Key(public=node_public_pem), now
        self.sent, self.received, self.waiting, self.inbox, self.count = 0, 0, [], [], 0
        self.documents = {}  # by their SM3, as messages name them

    def signed(self, envelope):
        return {"envelope": envelope, "signature": self.key.sign(canonical(envelope))}

    def envelope(self, kind, payload, sequence, identity=None):
        self.count += 1
        return {"v": 1, "id": identity or f"p-{self.count}", "kind": kind, "sequence": sequence, "time": self.now(), "from": self.key.fingerprint,
                "to": self.node.fingerprint, "payload": payload}

    def ack(self):
        return self.signed(self.envelope("ack", {"received": self.received}, 0))

    def queue(self, kind, person, body=None, **where):
        """An act of a person for the node; returns the message's id."""
        self.sent += 1
        payload = {"person": person, **where, **({} if body is None else {"body": body})}
        message = self.signed(self.envelope(kind, payload, self.sent))
        self.waiting.append(message)
        return message["envelope"]["id"]

    def announce(self, person, batch):
        """A batch directory of `gongshu source` is announced; its chunks as they are sent, in order."""
        body = {"document": (batch / "manifest.json").read_text("utf-8"), "signature": (batch / "manifest.sig").read_text("utf-8")}
        made = self.queue("supply.announce", person, body)
        return made, [self.chunk(person, made, i, path.read_bytes()) for i, path in enumerate(sorted(batch.glob("chunk-*.csv")))]

    def chunk(self, person, announced, index, data, **changed):
        """One line with a message, then the bytes."""
        payload = {"person": person, "ref": announced, "index": index, "sm3": sm3(data), **changed}
        return json.dumps(self.signed(self.envelope("chunk", payload, 0)), ensure_ascii=False).encode() + b"\n" + data

    def outgoing(self):
        return [self.ack(), *self.waiting]

    def take(self, messages):
        """What came from the node: checks each, deals with it once, in order. Returns how many were new."""
        new = 0
        for message in messages:
            envelope = message["envelope"]
            if envelope["from"] != self.node.fingerprint or envelope["to"] != self.key.fingerprint:
                raise ValueError("not from the node, or not for this platform")
            if not self.node.verify(canonical(envelope), message["signature"]):
                raise ValueError("bad signature")
            if envelope["kind"] == "ack":
                upto = envelope["payload"]["received"]
                self.waiting = [m for m in self.waiting if m["envelope"]["sequence"] > upto]
            elif envelope["sequence"] == self.received + 1:
                self.received += 1
                self.inbox.append(envelope)
                new += 1
            elif envelope["sequence"] > self.received + 1:
                raise ValueError(f"number {self.received + 1} is missing")
        return new

    def keep(self, documents):
        """Documents that ride beside messages; each is believed by its own signature, and found by its digest."""
        for document in documents:
            self.documents[sm3(document["document"].encode())] = document

    def orders(self):
        """Masking orders that were brought: record, and the signed document if it came."""
        return {e["payload"]["record"]: self.documents.get(e["payload"]["digest"]) for e in self.inbox if e["kind"] == "supply.order"}

    def answer_to(self, identity):
        """The node's result for one of our messages; None as long as there is none."""
        return next((e["payload"] for e in self.inbox if e["kind"] == "result" and e["payload"]["of"] == identity), None)

    def statuses(self, record):
        return [e["payload"]["status"] for e in self.inbox if e["kind"] == "status" and e["payload"]["record"] == record]

    # files

    def write(self, path, messages=None):
        lines = "".join(json.dumps(m, ensure_ascii=False) + "\n" for m in (self.outgoing() if messages is None else messages))
        pathlib.Path(path).write_text(lines, "utf-8")

    def read(self, path):
        lines = [json.loads(line) for line in pathlib.Path(path).read_text("utf-8").splitlines() if line]
        self.keep([line for line in lines if "document" in line])
        return self.take([line for line in lines if "document" not in line])

    # HTTP, as client

    def post(self, url, messages=None):
        """(status, document) of one call; does not take what the answer holds."""
        return self.send(url, json.dumps({"messages": self.outgoing() if messages is None else messages}, ensure_ascii=False).encode(), "application/json")

    def post_chunk(self, url, chunk):
        return self.send(url + "/chunks", chunk, "application/x-gongshu-chunk")

    @staticmethod
    def send(url, body, content_type):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        try:
            connection.request("POST", parts.path, body, {"content-type": content_type})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def exchange(self, url):
        """A round trip, until neither side has anything new."""
        while True:
            status, answer = self.post(url)
            if status != 200:
                raise ValueError(f"{status} {answer}")
            before = len(self.waiting)
            self.keep(answer["documents"])
            if not self.take(answer["messages"]) and len(self.waiting) == before:
                return answer


class Server:
    """HTTP, as server: the node pushes here. `faults` is a list of names, each used up by one call: drop (the call is lost), mute (dealt with, and the
    answer is lost)."""

    def __init__(self, peer):
        self.peer, self.faults, self.calls, self.lock = peer, [], 0, threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with outer.lock:
                    outer.calls += 1
                    fault = outer.faults.pop(0) if outer.faults else None
                    if fault != "drop":
                        outer.peer.keep(body["documents"])
                        outer.peer.take(body["messages"])
                    answer = json.dumps({"messages": outer.peer.outgoing()}, ensure_ascii=False).encode()
                if fault:
                    self.close_connection = True  # pylint: disable=attribute-defined-outside-init
                    self.connection.close()
                    return
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format, *args):  # pylint: disable=redefined-builtin
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/exchange"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def fingerprint_in(text):
    """The node's key as `gongshu exchange peers` prints it."""
    return re.search(r"[0-9a-f]{64}", text)[0]
