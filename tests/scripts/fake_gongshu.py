#!/usr/bin/python3
"""A stand-in for the gongshu program that the tests of the story runner start: init, serve, echo. What it knows lies in data/state."""
import base64
import datetime
import hashlib
import hmac
import http.server
import json
import pathlib
import signal
import sys
import threading

STATE = {"now": 0, "things": 0, "once": {}, "password": {}, "expired": set(), "nonces": set()}
SECRET = {"id": "k1", "secret": "s3cret"}
DAY = 86_400_000


ZONE = datetime.timezone(datetime.timedelta(hours=8))


def china(ms):
    return datetime.datetime.fromtimestamp(ms / 1000, ZONE).isoformat()


def instant(day, clock):
    return int(datetime.datetime.fromisoformat(f"{day}T{clock}+08:00").timestamp() * 1000)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/problem+json" if status >= 400 else "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def problem(self, status, code, **more):
        self.answer(status, {"code": code, **more})

    def log_message(self, *_):
        pass

    def do_GET(self):  # noqa: N802
        if self.path == "/readyz":
            self.answer(200, {"status": "ok"})
        elif self.path.startswith("/things/"):
            self.answer(200, {"path": self.path, "today": china(STATE["now"])[:10]})

    def do_POST(self):  # noqa: N802
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        body = json.loads(raw) if raw[:1] == b"{" else raw.decode()
        {"/api/v1/test/clock": self.clock, "/signin": self.sign_in, "/password": self.change, "/people": self.person, "/things": self.thing,
         "/signed": lambda b: self.signed(raw)}[self.path.split("?")[0]](body)

    def clock(self, body):
        if "to" in body:
            STATE["now"] = instant(body["to"], "00:01:00")
        elif "by_ms" in body:
            STATE["now"] += body["by_ms"]
        else:
            amount, unit = body["by"].split()
            assert unit == "days"
            STATE["now"] += int(amount) * DAY
        self.answer(200, {"now": china(STATE["now"])})

    def sign_in(self, body):
        if STATE["password"].get(body["account"]) != body["password"]:
            self.problem(401, "auth.bad_credentials")
        else:
            self.answer(200, {"token": body["account"]})

    def change(self, body):
        account = self.account()
        if body["old_password"] == STATE["once"].pop(account, None):
            STATE["password"][account] = body["new_password"]
            self.answer(200, {})
        else:
            self.problem(403, "auth.forbidden")

    def account(self):
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def person(self, body):
        if self.account() != "admin":
            self.problem(403, "auth.forbidden")
            return
        STATE["once"][body["account"]] = STATE["password"][body["account"]] = "once-" + body["account"]
        self.answer(201, {"account": body["account"], "one_time_password": "once-" + body["account"]})

    def thing(self, body):
        account = self.account()
        if account in STATE["once"]:
            self.problem(403, "auth.forbidden")
        elif account == "" or account == "late" and account not in STATE["expired"]:
            STATE["expired"].add(account)
            self.problem(401, "auth.session_expired")
        elif isinstance(body, dict) and "title" not in body:
            self.problem(422, "rule.item_missing", rule="TT-2", article="第二条", at="/title", hint="add a title", hint_zh="请补充标题")
        elif body == {"title": "english only"}:
            self.problem(422, "rule.item_missing", hint="name it")
        elif body == "crash":
            sys.stderr.write("about to crash\n")
            sys.stderr.flush()
            import os  # pylint: disable=import-outside-toplevel
            os._exit(3)
        else:
            STATE["things"] += 1
            self.answer(201, {"id": f"t{STATE['things']}", "echo": body, "by": account, "n": STATE["things"]})

    def signed(self, raw):
        h = self.headers
        text = "\n".join(["POST", self.path, h["x-gongshu-timestamp"], h["x-gongshu-nonce"], hashlib.new("sm3", raw).hexdigest()])
        good = base64.b64encode(hmac.new(SECRET["secret"].encode(), text.encode(), "sm3").digest()).decode()
        if h["x-gongshu-key"] != SECRET["id"] or h["x-gongshu-signature"] != good:
            self.problem(401, "auth.bad_signature")
        elif h["x-gongshu-nonce"] in STATE["nonces"]:
            self.problem(401, "auth.replayed")
        elif abs(int(h["x-gongshu-timestamp"]) - STATE["now"]) > 300_000:
            self.problem(401, "auth.stale_timestamp")
        else:
            STATE["nonces"].add(h["x-gongshu-nonce"])
            self.answer(200, {"answer": "yes"})


def serve(data):
    STATE.update(json.loads((data / "state").read_text("utf-8")))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever(0.02)
    server.server_close()
    (data / "state").write_text(json.dumps({k: STATE[k] for k in ("things", "once", "password")}), "utf-8")


def main():
    words = sys.argv[1:]
    data = pathlib.Path(words[words.index("--data") + 1]) if "--data" in words else None
    if words[0] == "init":
        data.mkdir()
        known = {"once": {"admin": "once-admin"}, "password": {"admin": "once-admin", "late": "Story-9-quiet-lanterns"}}
        (data / "state").write_text(json.dumps(known), "utf-8")
        print("administrator: admin\none-time password: once-admin")
    elif words[0] == "serve":
        start = words[words.index("--story-clock") + 1]
        STATE["now"] = int(start) if start.isdigit() else instant(start, "09:00:00")
        serve(data)
    elif words[0] == "echo":
        print(json.dumps({"words": words[1:]}))
    else:
        sys.exit(f"unknown command {words[0]}")


main()
