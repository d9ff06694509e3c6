#!/usr/bin/python3
"""Checks a running server against the contract both ways: contract_test.py http://127.0.0.1:PORT

Every operation is routed, its answers fit the contract, other methods get 405 with Allow, and what the contract does not list is 404.
"""
import sys

import contract as contract_file
from wire import Server

UNLISTED = ("/nope", "/api", "/api/v1", "/api/v1/nope", "/api/v2/sessions", "/livez/", "/docs/index", "/static", "/static/a/b", "/openapi",
            "/.git/config", "/%2e%2e/etc/passwd", "/index.html", "//", "/api/v1//sessions")


def check_operation(server, contract, operation):
    """A probe without credentials and without a body: any answer but "no such address"."""
    answer = server.request(operation.method, operation.target())
    if answer.code in ("http.not_found", "http.method_not_allowed"):
        return f"{operation.id}: not routed: {answer}"
    if answer.status >= 500 and operation.id != "getReady":
        return f"{operation.id}: {answer}"
    try:
        contract.validate_response(operation.id, answer.status, answer.headers.get("content-type", ""), answer.body)
    except contract_file.ContractError as fault:
        return str(fault)
    return None


def check_other_methods(server, contract, path):
    """A method that the path does not have."""
    mine = [o for o in contract.operations.values() if o.path == path]
    listed = {o.method for o in mine}
    other = next(m for m in ("PATCH", "DELETE", "PUT", "POST", "GET") if m not in listed)
    answer = server.request(other, mine[0].target())
    allowed = {m.strip() for m in answer.headers.get("allow", "").split(",")}
    if answer.status != 405 or answer.code != "http.method_not_allowed" or allowed - {"HEAD", "OPTIONS"} != listed:
        return f"{other} {path}: {answer} Allow: {sorted(allowed)}"
    return None


def check_unlisted(server, path):
    answer = server.request("GET", path)
    return None if answer.status == 404 and answer.code == "http.not_found" else f"GET {path}: {answer}"


def check_unknown_parameter(server, operation):
    target = operation.target()
    answer = server.request(operation.method, target + ("&" if "?" in target else "?") + "surely_unknown=1")
    fine = answer.code == "input.bad_parameter" and answer.at == "query.surely_unknown"
    return None if fine else f"{operation.id}: unknown query parameter: {answer}"


def faults(base):
    """Texts of everything that is wrong."""
    server, contract = Server(base), contract_file.default()
    out = [check_operation(server, contract, o) for o in contract.operations.values()]
    out += [check_unknown_parameter(server, o) for o in contract.operations.values()]
    # a path whose methods are listed at a second template of the same shape would answer for it: compare by template
    out += [check_other_methods(server, contract, p) for p in sorted({o.path for o in contract.operations.values()})]
    out += [check_unlisted(server, p) for p in UNLISTED]
    served = server.request("GET", "/openapi.json").json
    if served is None or set(served["paths"]) != set(contract.document["paths"]):
        out.append("/openapi.json is not the contract of this repository")
    return [f for f in out if f]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = faults(sys.argv[1])
    print("\n".join(found))
    print(f"{len(contract_file.default().operations)} operations, {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
