"""The contract api/openapi.yaml: its operations, sample bodies, and a check of responses against their JSON Schema (2020-12).

    validate_response("getLive", 200, "application/json", b'{"status":"ok"}')      # raises ContractError
"""
import json
import pathlib
import threading

try:
    from re import _parser as re_parser  # Python 3.11 on
except ImportError:
    import sre_parse as re_parser

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
METHODS = ("get", "put", "post", "delete", "patch")
PROBLEM = "application/problem+json"
# What the server itself may answer before an operation is reached; no operation needs to list these.
SERVER_STATUSES = {400, 404, 405, 408, 413, 415, 431, 500, 503}


class ContractError(AssertionError):
    """A response (or a use of the contract) that the contract does not allow."""


class Operation:
    """One method of one path; `parameters` and `body` have their references resolved."""

    def __init__(self, contract, path, method, spec, shared):
        self.id, self.path, self.method, self.spec = spec["operationId"], path, method.upper(), spec
        self.pointer = f"#/paths/{escape(path)}/{method}"
        self.parameters = [contract.resolve(p) for p in [*shared, *spec.get("parameters", [])]]
        self.body = contract.resolve(spec.get("requestBody", {}))

    @property
    def json_schema(self):
        """Schema of the JSON body; None when the operation takes none."""
        return self.body.get("content", {}).get("application/json", {}).get("schema")

    def target(self, values=None):
        """Path with sample values, and the required query parameters."""
        values = values or {}
        path, query = self.path, []
        for p in self.parameters:
            value = str(values.get(p["name"], p.get("example", sample_of(p.get("schema", {})))))
            if p["in"] == "path":
                path = path.replace("{" + p["name"] + "}", value)
            elif p["in"] == "query" and p.get("required"):
                query.append(f"{p['name']}={value}")
        return path + ("?" + "&".join(query) if query else "")


def escape(part):
    """One part of a JSON Pointer inside a URI fragment."""
    return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D").replace("*", "%2A")


def sample_of(schema):
    """A value of a simple schema (parameters)."""
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "date":
        return "2026-01-31"
    return {"integer": schema.get("minimum", 1), "boolean": "true"}.get(schema.get("type"), "none")


def text_for(pattern):
    """A short text that matches a regular expression of the plain kind (literals, classes, groups, repetition)."""
    def one(op, value):
        kind = str(op)
        if kind == "LITERAL":
            return chr(value)
        if kind == "IN":
            first, inner = value[0]
            return {"LITERAL": lambda: chr(inner), "RANGE": lambda: chr(inner[0]), "CATEGORY": lambda: "0" if "DIGIT" in str(inner) else "a",
                    "NEGATE": lambda: "x"}[str(first)]()
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            return "".join(every(value[2]) for _ in range(max(value[0], min(1, value[1]))))
        if kind == "SUBPATTERN":
            return every(value[-1])
        if kind == "BRANCH":
            return every(value[1][0])
        return "x" if kind in ("ANY", "NOT_LITERAL") else ""

    def every(parsed):
        return "".join(one(op, value) for op, value in parsed)

    return every(re_parser.parse(pattern))


class Contract:
    """A contract file. Safe to use from several threads."""

    def __init__(self, path=ROOT / "api/openapi.yaml"):
        with open(path, encoding="utf-8") as stream:
            self.document = yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.operations = {}
        for address, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    operation = Operation(self, address, method, item[method], item.get("parameters", []))
                    self.operations[operation.id] = operation
        self.local = threading.local()  # validators keep a stack of scopes: one set a thread

    def resolve(self, node):
        """Follows $ref inside this file."""
        for _ in range(8):
            if not isinstance(node, dict) or "$ref" not in node:
                return node
            at = self.document
            for part in node["$ref"][2:].split("/"):
                at = at[part.replace("~1", "/").replace("~0", "~")]
            node = at
        raise ContractError("a $ref leads in a circle")

    def validator(self, pointer):
        """Validator of the schema at a pointer of this file."""
        if not hasattr(self.local, "validators"):
            self.local.validators = {}
        if pointer not in self.local.validators:
            resolver = jsonschema.RefResolver("", self.document)
            self.local.validators[pointer] = jsonschema.Draft202012Validator({"$ref": pointer}, resolver=resolver,
                                                                             format_checker=jsonschema.draft202012_format_checker)
        return self.local.validators[pointer]

    def sample(self, schema, depth=0):
        """A value that fits the schema (its example where it has one), with every property filled in."""
        s = self.resolve(schema)
        for key in ("example", "const"):
            if key in s:
                return s[key]
        if "enum" in s:
            return s["enum"][0]
        kind = s.get("type", "object" if "properties" in s else None)
        if kind == "object":
            return {n: self.sample(p, depth + 1) for n, p in s.get("properties", {}).items()} if depth < 6 else {}
        if kind == "array":
            return [self.sample(s.get("items", {}), depth + 1)] * max(1, s.get("minItems", 1)) if depth < 6 else []
        if kind == "integer":
            return s.get("minimum", 1)
        if kind == "boolean":
            return True
        if s.get("format") == "date":
            return "2026-01-31"
        if "pattern" in s:
            return text_for(s["pattern"])
        return "x" * max(1, s.get("minLength", 1))

    def response_pointer(self, operation, status):
        """(response object, pointer) that stands for a status; None when the contract lists none."""
        listed = operation.spec.get("responses", {})
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in listed:
                reference = listed[key].get("$ref")
                return self.resolve(listed[key]), reference or f"{operation.pointer}/responses/{key}"
        return None

    def validate_response(self, operation_id, status, content_type, body):
        """Raises ContractError when the response breaks the contract."""
        operation = self.operations.get(operation_id)
        if operation is None:
            raise ContractError(f"the contract has no operation {operation_id}")
        where = f"{operation_id} {status}"
        kind = (content_type or "").split(";")[0].strip().lower()
        found = self.response_pointer(operation, status)
        if found is None:
            if status not in SERVER_STATUSES or kind != PROBLEM:
                raise ContractError(f"{where}: the contract lists no such response")
            self.check_json(where, "#/components/schemas/Problem", body)
            return
        response, pointer = found
        content = response.get("content", {})
        if not content:
            if body:
                raise ContractError(f"{where}: a body came, the contract has none")
            return
        media = kind if kind in content else "*/*" if "*/*" in content else None
        if media is None:
            raise ContractError(f"{where}: content type {kind or 'none'}, the contract has {', '.join(content)}")
        if "json" in kind and "schema" in content[media]:
            self.check_json(where, f"{pointer}/content/{escape(media)}/schema", body)
        if kind == PROBLEM and json.loads(body)["status"] != status:
            raise ContractError(f"{where}: the problem document names another status")

    def check_json(self, where, pointer, body):
        try:
            value = json.loads(body)
        except ValueError as fault:
            raise ContractError(f"{where}: the body is not JSON: {fault}") from fault
        errors = sorted(self.validator(pointer).iter_errors(value), key=lambda e: list(map(str, e.absolute_path)))
        if errors:
            texts = [f"/{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in errors[:5]]
            raise ContractError(f"{where}: " + "; ".join(texts))


_lock = threading.Lock()
_default = []


def default():
    """The contract of this repository, read once."""
    with _lock:
        if not _default:
            _default.append(Contract())
        return _default[0]


def validate_response(operation_id, status, content_type, body):
    """See Contract.validate_response; of this repository's contract."""
    default().validate_response(operation_id, status, content_type, body)
