#!/usr/bin/python3
"""Sends bad input to a running server: bad_input.py http://127.0.0.1:PORT [--token T] [--operations ID,…] [--blns FILE]

Every JSON operation of the contract (or those named) gets unknown fields, wrong types, texts that are too long, bad UTF-8, hostile strings, 10 MB, deep
nesting, duplicate keys, NUL, wrong content types and truncated bodies. Each must end in a 4xx problem document that names its code and, where
there is one, the place; never in a 5xx; and the server must be there afterwards.
"""
import argparse
import json
import pathlib
import sys
import time

import contract as contract_file
from wire import Server, first_answer, read_all

BLNS = contract_file.ROOT.parent / "shared/data/blns"
PLACED = {"input.unknown_field", "input.missing_field", "input.too_long", "input.duplicate_key", "input.bad_json"}
SLOW_SECONDS = 20
COSTLY = {"signIn": 25, "changePassword": 25}  # each hashes a password, on purpose slowly: this many hostile strings will do


def is_problem(answer):
    return answer.type == contract_file.PROBLEM and isinstance(answer.json, dict) and all(
        answer.json.get(k) for k in ("code", "title", "title_en", "trace_id")) and answer.json.get("status") == answer.status


def expect_refusal(answer, codes=None):
    """Text of what is wrong with a refusal; None when it is as it should be. 401 and 403 pass: the body may not be looked at then."""
    if not 400 <= answer.status < 500 or not is_problem(answer):
        return f"expected a 4xx problem: {answer}"
    if answer.status in (401, 403, 404):
        return None
    if codes and answer.code not in codes:
        return f"expected {' or '.join(codes)}: {answer}"
    return f"does not say where: {answer}" if answer.code in PLACED and not answer.at else None


def strings(schema, contract, path=()):
    """Paths of the free text members of an object schema, with their schemas."""
    for name, member in contract.resolve(schema).get("properties", {}).items():
        s = contract.resolve(member)
        if s.get("type") == "string" and "enum" not in s:
            yield (*path, name), s
        elif s.get("type") == "object" and len(path) < 3:
            yield from strings(s, contract, (*path, name))


def with_value(body, path, value):
    """A copy of the body with another value at the path."""
    out = json.loads(json.dumps(body))
    at = out
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return out


def hostile_strings(folder):
    """The big list of naughty strings; empty when it is not there."""
    for name in ("blns.json", "blns.base64.json"):
        path = pathlib.Path(folder) / name
        if path.is_file():
            return [s for s in json.loads(path.read_text("utf-8")) if isinstance(s, str)]
    return []


class Campaign:
    """All cases against one operation."""

    def __init__(self, server, contract, operation, naughty):
        self.server, self.contract, self.operation = server, contract, operation
        self.naughty = naughty[:COSTLY.get(operation.id)]
        self.schema = operation.json_schema
        self.body = contract.sample(self.schema)
        self.target = operation.target()
        self.faults, self.cases = [], 0

    def send(self, name, data, codes=None, content_type="application/json"):
        self.cases += 1
        if not isinstance(data, (bytes, str)):
            data = json.dumps(data, ensure_ascii=False)
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        fault = expect_refusal(self.server.request(self.operation.method, self.target, data, content_type), codes)
        if fault:
            self.faults.append(f"{self.operation.id}: {name}: {fault}")

    def run(self):
        self.malformed()
        self.wrong_shape()
        self.texts()
        self.framing()
        return self.faults

    def malformed(self):
        json_fault = {"input.bad_json", "input.missing_field"}
        for name, data in (("truncated", b'{"a":'), ("no JSON", b"hello"), ("two values", b"{} {}"), ("trailing comma", b'{"a":1,}'),
                           ("a comment", b"{} // x"), ("raw NUL", b'{"a":"\x00"}'), ("NaN", b'{"a":NaN}'), ("a BOM", b"\xef\xbb\xbf{}")):
            self.send(name, data, json_fault)
        for name, data in (("bad UTF-8", b'{"a":"\xff\xfe"}'), ("overlong UTF-8", b'{"a":"\xc0\xaf"}'), ("a surrogate", b'{"a":"\xed\xa0\x80"}')):
            self.send(name, data, {"input.bad_utf8", "input.bad_json"})
        self.send("deep arrays", b"[" * 10_000 + b"]" * 10_000, {"input.too_deep"})
        self.send("deep objects", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, {"input.too_deep"})
        self.send("duplicate keys", b'{"a":1,"a":2}', {"input.duplicate_key"})
        self.send("a huge number", b'{"a":' + b"9" * 400 + b"}")
        self.send("10 MB", b'{"a":"' + b"x" * (10 << 20) + b'"}', {"input.too_large"} if self.operation.spec.get("x-max-body", 0) <= 10 << 20 else None)
        for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=gbk", "", None):
            self.send(f"content type {content_type!r}", json.dumps(self.body), {"input.bad_content_type"}, content_type)
        if self.operation.body.get("required"):
            self.send("no body", b"", {"input.missing_field", "input.bad_content_type"})

    def wrong_shape(self):
        for value in (None, [], "text", 1, True):
            self.send(f"{value!r} in place of an object", value)
        if not isinstance(self.body, dict):
            return
        if self.contract.resolve(self.schema).get("additionalProperties") is False:
            self.send("unknown field", {**self.body, "surely_unknown": 1}, {"input.unknown_field"})
        for name in self.contract.resolve(self.schema).get("required", []):
            self.send(f"{name} is missing", {k: v for k, v in self.body.items() if k != name}, None)
        for name, member in self.contract.resolve(self.schema).get("properties", {}).items():
            kind = self.contract.resolve(member).get("type")
            for value in ([1], {"a": 1}, 5, "5", True):
                fits = {list: "array", dict: "object", int: "integer", str: "string", bool: "boolean"}[type(value)]
                if kind and kind != fits:
                    self.send(f"{name} is {value!r}", {**self.body, name: value}, None)

    def texts(self):
        """Hostile texts may be allowed; they may not break anything."""
        found = list(strings(self.schema, self.contract))
        for path, schema in found:
            if "maxLength" in schema:
                self.send(f"{'/'.join(path)} too long", with_value(self.body, path, "长" * (schema["maxLength"] + 1)), None)
            self.send(f"{'/'.join(path)} with NUL", with_value(self.body, path, "a\u0000b"), None)
        for number, text in enumerate(self.naughty if found else []):
            self.cases += 1
            path = found[number % len(found)][0]
            data = json.dumps(with_value(self.body, path, text)).encode()
            answer = self.server.request(self.operation.method, self.target, data)
            if answer.status >= 500 or (answer.status >= 400 and not is_problem(answer)):
                self.faults.append(f"{self.operation.id}: {'/'.join(path)} = {text!r}: {answer}")

    def head(self, *lines):
        token = [f"Authorization: Bearer {self.server.token}"] if self.server.token else []
        first = [f"{self.operation.method} {self.target} HTTP/1.1", "Host: test", "Content-Type: application/json"]
        return ("\r\n".join([*first, *token, *lines]) + "\r\n\r\n").encode()

    def framing(self):
        """Broken framing: one 4xx answer (or none when the client went away), and the connection is closed."""
        chunked = "Transfer-Encoding: chunked"
        for name, data in (("truncated length", self.head("Content-Length: 100") + b'{"a"'), ("truncated chunk", self.head(chunked) + b'9\r\n{"a"'),
                           ("no last chunk", self.head(chunked) + b"2\r\n{}\r\n"), ("bad chunk size", self.head(chunked) + b"zz\r\n{}\r\n0\r\n\r\n"),
                           ("length and chunked", self.head("Content-Length: 2", chunked) + b"2\r\n{}\r\n0\r\n\r\n"),
                           ("two lengths", self.head("Content-Length: 2", "Content-Length: 3") + b"{}"),
                           ("endless chunks", self.head(chunked) + b"10000\r\n" + b" " * 0x10000 + b"\r\n" + (b"100000\r\n" + b" " * 0x100000 + b"\r\n") * 10)):
            self.cases += 1
            answer = first_answer(self.server.raw(data))
            fault = expect_refusal(answer) if answer else "no answer"
            if fault or answer.headers.get("connection") != "close":
                self.faults.append(f"{self.operation.id}: {name}: {fault or 'the connection stays open'}")
        with self.server.connect() as gone:  # a client that vanishes in the middle
            gone.sendall(self.head("Content-Length: 100") + b"{")


def server_wide(server):
    """Cases that belong to no operation; texts of faults."""
    out = []
    for name, data in (("garbage", b"\x16\x03\x01\x02\x00\x01\n\n"), ("no Host", b"GET /livez HTTP/1.1\r\n\r\n"), ("HTTP/3", b"GET /livez HTTP/3.0\r\nHost: x\r\n\r\n"),
                       ("20 kB header", b"GET /livez HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n"), ("bad escape", b"GET /static/%zz HTTP/1.1\r\nHost: x\r\n\r\n"),
                       ("NUL in the path", b"GET /static/%00 HTTP/1.1\r\nHost: x\r\n\r\n"), ("20 kB path", b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")):
        answer = first_answer(server.raw(data))
        if answer is None or not 400 <= answer.status < 500 or not is_problem(answer):
            out.append(f"{name}: {answer}")
    return out


def slow_clients(server, count=20):
    """Connections that never finish their headers."""
    slow = [server.connect(SLOW_SECONDS) for _ in range(count)]
    for sock in slow:
        sock.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    return slow


def check_slow(slow):
    """All of them are told 408 and closed."""
    out = []
    for sock in slow:
        answer = first_answer(read_all(sock))
        sock.close()
        if answer is None or answer.status != 408 or answer.code != "http.timeout":
            out.append(f"slow headers: {answer}")
    return out[:3]


def run(base, token="", names=None, blns=BLNS, report=lambda line: None):
    """(number of cases, texts of faults)."""
    server, contract = Server(base, token), contract_file.default()
    slow = slow_clients(server)
    naughty = hostile_strings(blns)
    if not naughty:
        report(f"skipped: hostile strings ({blns} is not there)")
    cases, faults = 0, server_wide(server)
    for operation in contract.operations.values():
        if operation.json_schema is None or (names and operation.id not in names):
            continue
        begin, campaign = time.monotonic(), Campaign(server, contract, operation, naughty)
        faults += campaign.run()
        cases += campaign.cases
        report(f"{operation.id}: {campaign.cases} cases, {len(campaign.faults)} faults, {time.monotonic() - begin:.1f} s")
        if not server.alive():
            faults.append(f"{operation.id}: the server does not answer any more")
    return cases, faults + check_slow(slow)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--token", default="")
    parser.add_argument("--operations", default="", metavar="ID,…")
    parser.add_argument("--blns", default=BLNS, metavar="FOLDER")
    options = parser.parse_args()
    names = {n for n in options.operations.split(",") if n}
    unknown = names - set(contract_file.default().operations)
    if unknown:
        parser.error("no such operation: " + ", ".join(sorted(unknown)))
    cases, faults = run(options.base, options.token, names, options.blns, report=lambda line: print(line, flush=True))
    print("\n".join(faults))
    print(f"{cases} cases, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
