"""HTTP for tests: whole requests with http.client, and raw bytes over a socket."""
import http.client
import json
import socket
import urllib.parse


class Answer:
    """Status, lower-case headers, bytes; `json` is None when the body is none."""

    def __init__(self, status, headers, body):
        self.status, self.body = status, body
        self.headers = {k.lower(): v for k, v in headers}
        self.type = self.headers.get("content-type", "").split(";")[0].strip()
        try:
            self.json = json.loads(body) if "json" in self.type else None
        except ValueError:
            self.json = None

    @property
    def code(self):
        return self.json.get("code", "") if isinstance(self.json, dict) else ""

    @property
    def at(self):
        return self.json.get("at", "") if isinstance(self.json, dict) else ""

    def __str__(self):
        return f"{self.status} {self.type} {self.body[:400].decode('utf-8', 'replace')}"


class Server:
    """The server at a base URL."""

    def __init__(self, base, token=""):
        parts = urllib.parse.urlsplit(base)
        self.host, self.port = parts.hostname, parts.port or 80
        self.token = token

    def request(self, method, target, body=None, content_type="application/json", headers=None):
        """One request on a connection of its own."""
        sent = dict(headers or {})
        if body is not None and content_type is not None:
            sent["Content-Type"] = content_type
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            try:
                connection.request(method, target, body, sent)
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before all of it was sent: the answer is there to be read
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()

    def connect(self, timeout=60):
        return socket.create_connection((self.host, self.port), timeout)

    def raw(self, data, half_close=True):
        """Sends bytes as they are; the bytes that come back until the server closes."""
        with self.connect() as sock:
            try:
                sock.sendall(data)
                if half_close:
                    sock.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # the server may answer and close before everything is sent
            return read_all(sock)

    def alive(self):
        return self.request("GET", "/livez").status == 200


def read_all(sock):
    """Everything until the other side closes."""
    out = b""
    while True:
        try:
            part = sock.recv(65536)
        except OSError:
            return out
        if not part:
            return out
        out += part


def first_answer(data):
    """The first response in raw bytes; None when there is none."""
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/1.1 "):
        return None
    headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
    return Answer(int(lines[0].split(" ")[1]), headers, body)
