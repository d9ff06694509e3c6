"""Calls operations of api/openapi.yaml over HTTP: as a signed-in account, with an application key, or as nobody."""
import base64
import hashlib
import hmac
import http.client
import json
import secrets
import urllib.parse

import yaml

METHODS = ("get", "put", "post", "delete", "patch")
SIGN_IN, CHANGE_PASSWORD = "signIn", "changePassword"
PASSWORD = "Story-9-quiet-lanterns"  # of every account in a story


def operations(openapi):
    """{operationId: (METHOD, path template)} of a contract file."""
    with open(openapi, encoding="utf-8") as stream:
        paths = yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["paths"]
    return {item[method]["operationId"]: (method.upper(), path) for path, item in paths.items() for method in METHODS if method in item}


def signature_headers(key, method, target, body, timestamp_ms, override=None):
    """The x-gongshu-* headers of a signed call; `key` is {id, secret}, `override` replaces timestamp, nonce or signature."""
    override = override or {}
    timestamp = str(override.get("timestamp", timestamp_ms))
    nonce = str(override.get("nonce", secrets.token_hex(16)))
    digest = hashlib.new("sm3", body).hexdigest()
    text = "\n".join([method, target, timestamp, nonce, digest])
    made = base64.b64encode(hmac.new(key["secret"].encode(), text.encode(), "sm3").digest()).decode()
    return {"x-gongshu-key": key["id"], "x-gongshu-timestamp": timestamp, "x-gongshu-nonce": nonce,
            "x-gongshu-signature": str(override.get("signature", made))}


class Response:
    """Status, lower-case headers, bytes, and `json` (None when the body is no JSON)."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, {k.lower(): v for k, v in headers}, body
        self.type = self.headers.get("content-type", "").split(";")[0].strip().lower()
        try:
            self.json = json.loads(body) if "json" in self.type else None
        except ValueError:
            self.json = None


class Client:
    """One server; sessions and one-time passwords by account. Not thread-safe.

    `now` gives the server's time in milliseconds (signatures), `validate(operation, status, content_type, body)` raises when a response breaks
    the contract.
    """

    def __init__(self, host, port, table, now, validate):
        self.host, self.port, self.table, self.now, self.validate = host, port, table, now, validate
        self.connection = None
        self.tokens, self.passwords = {}, {}

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, method, target, headers, body):
        """One request on the kept connection, once more on a new one when the server has closed it."""
        for attempt in (1, 2):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
                self.connection.request(method, target, body, headers)
                answer = self.connection.getresponse()
                return Response(answer.status, answer.getheaders(), answer.read())
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.close()
                if attempt == 2:
                    raise
        return None

    def target(self, operation, path, query):
        method, template = self.table[operation]
        for name, value in (path or {}).items():
            template = template.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        pairs = [(k, str(v).lower() if isinstance(v, bool) else v) for k, v in (query or {}).items()]
        return method, template + ("?" + urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote) if pairs else "")

    def call(self, operation, account=None, key=None, sign=None, path=None, query=None, body=None, raw=None, content_type=None, headers=None):
        """Calls one operation and checks the response against the contract. `raw` is sent as it is, `body` as JSON."""
        method, target = self.target(operation, path, query)
        data = raw if raw is not None else b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        sent = {} if raw is None and body is None else {"content-type": content_type or "application/json"}
        sent.update(headers or {})
        if key:
            sent.update(signature_headers(key, method, target, data, self.now(), sign))
        answer = self.authorized(method, target, sent, data, account)
        self.validate(operation, answer.status, answer.headers.get("content-type", ""), answer.body)
        self.remember(answer.json)
        return answer

    def authorized(self, method, target, headers, data, account):
        if account is None:
            return self.send(method, target, headers, data)
        for attempt in (1, 2):
            answer = self.send(method, target, {**headers, "authorization": "Bearer " + self.token(account)}, data)
            if attempt == 2 or not (answer.json or {}).get("code") == "auth.session_expired":
                return answer
            del self.tokens[account]
        return None

    def remember(self, document):
        """Keeps a one-time password that a response carries, for the account's first sign-in."""
        if isinstance(document, dict) and "one_time_password" in document and "account" in document:
            self.passwords[document["account"]] = document["one_time_password"]

    def token(self, account):
        """Session token of an account; signs in, and replaces a one-time password with PASSWORD."""
        if account not in self.tokens:
            once = self.passwords.pop(account, None)
            self.tokens[account] = self.sign_in(account, once or PASSWORD)
            if once:
                self.change_password(account, once)
        return self.tokens[account]

    def sign_in(self, account, password):
        answer = self.call(SIGN_IN, body={"account": account, "password": password})
        if answer.status >= 300:
            raise RuntimeError(f"{account} cannot sign in: {answer.status} {answer.body[:300].decode('utf-8', 'replace')}")
        return answer.json["token"]

    def change_password(self, account, old):
        method, target = self.target(CHANGE_PASSWORD, None, None)
        body = json.dumps({"old_password": old, "new_password": PASSWORD}).encode()
        answer = self.send(method, target, {"content-type": "application/json", "authorization": "Bearer " + self.tokens[account]}, body)
        self.validate(CHANGE_PASSWORD, answer.status, answer.headers.get("content-type", ""), answer.body)
        if answer.status >= 300:
            raise RuntimeError(f"{account} cannot change the password: {answer.status} {answer.body[:300].decode('utf-8', 'replace')}")
        self.tokens[account] = self.sign_in(account, PASSWORD)
