"""The response check itself: what fits passes, what breaks the contract is named."""
import json
import unittest

import contract

JSON = "application/json"


def problem(**changes):
    document = {"type": "/docs#/errors/http.not_found", "title": "没有这个地址", "title_en": "No such address", "status": 404, "code": "http.not_found",
                "detail": "…", "trace_id": "0" * 32}
    document.update(changes)
    return json.dumps({k: v for k, v in document.items() if v is not None}).encode()


class ResponseCheck(unittest.TestCase):
    def refused(self, text, *arguments):
        with self.assertRaisesRegex(contract.ContractError, text):
            contract.validate_response(*arguments)

    def test_fitting_responses_pass(self):
        contract.validate_response("getLive", 200, JSON, b'{"status":"ok"}')
        contract.validate_response("getLive", 200, JSON + "; charset=utf-8", b'{"status":"ok"}')
        contract.validate_response("getStaticFile", 200, "text/css", b"body {}")
        contract.validate_response("getReady", 503, contract.PROBLEM, problem(status=503, code="http.not_ready"))

    def test_references_are_followed_to_the_end(self):
        contract.validate_response("listErrors", 200, JSON, b'[{"code":"a","status":400,"zh":"z","en":"e"}]')
        self.refused("/0/status: 'x' is not of type 'integer'", "listErrors", 200, JSON, b'[{"code":"a","status":"x","zh":"z","en":"e"}]')

    def test_wrong_bodies_are_named(self):
        self.refused("'status' is a required property", "getLive", 200, JSON, b"{}")
        self.refused("'dead' is not one of", "getLive", 200, JSON, b'{"status":"dead"}')
        self.refused("Additional properties", "getLive", 200, JSON, b'{"status":"ok","more":1}')
        self.refused("not JSON", "getLive", 200, JSON, b"{")

    def test_wrong_type_status_and_operation_are_named(self):
        self.refused("content type text/html", "getLive", 200, "text/html", b"")
        self.refused("content type none", "getLive", 200, None, b"")
        self.refused("lists no such response", "getLive", 201, JSON, b"{}")
        self.refused("no operation nothing", "nothing", 200, JSON, b"{}")

    def test_what_the_server_itself_answers_needs_no_listing(self):
        contract.validate_response("getLive", 405, contract.PROBLEM, problem(status=405))
        self.refused("lists no such response", "getLive", 405, "text/plain", b"no")
        self.refused("'trace_id' is a required property", "getLive", 405, contract.PROBLEM, problem(trace_id=None))

    def test_problem_documents_agree_with_their_status(self):
        self.refused("another status", "getReady", 503, contract.PROBLEM, problem(status=500))

    def test_every_operation_has_a_success_and_its_references_lead_somewhere(self):
        for operation in contract.default().operations.values():
            with self.subTest(operation.id):
                responses = operation.spec["responses"]
                self.assertTrue(any(status.startswith("2") for status in responses))
                for status in responses:
                    found = contract.default().response_pointer(operation, 599 if status == "default" else int(status))
                    self.assertIsNotNone(found)
                if operation.json_schema is not None:
                    self.assertIsNotNone(contract.default().sample(operation.json_schema))
                if operation.path.startswith("/api/"):
                    self.assertTrue(any(s == "default" or s.startswith("4") for s in responses), "no failure is listed")


if __name__ == "__main__":
    unittest.main()
