"""The common behaviour of every HTTP function, tested over HTTP."""

import errno
import io
import json
import logging
from datetime import datetime
from typing import Annotated, Literal

import msgspec
import pytest
from flask import Flask, Request, Response, request
from werkzeug.exceptions import NotFound as WerkzeugNotFound
from werkzeug.test import EnvironBuilder

from shared import errors, logs
from shared.errors import InvalidInput
from shared.messaging.messages import RatingChanged, SearchMade
from shared.web.addresses import Addresses
from shared.web.bodies import MOST_DRAINED_BYTES, decoded, json_body
from shared.web.http import http_function, json_response, trace_of
from shared.web.problems import PROBLEMS, problem

SITE = "https://segue.example.org"
ANOTHER = "https://preview.example.org"
HERE = Addresses(SITE, "https://api.example.org", frozenset({ANOTHER}))
TRACE = "0123456789abcdef0123456789abcdef"


class Ask(msgspec.Struct, forbid_unknown_fields=True):
    n: int
    names: list[Annotated[str, msgspec.Meta(max_length=3)]] = []
    mood: Literal["calm", "wild"] = "calm"
    tune: dict[str, float] = {}
    anything: object = None


@pytest.fixture
def lines():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    logs.configure(stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers = handlers
    root.setLevel(level)


def serving(view, methods=("POST",), **options):
    """Serve a view at "/" as a function does, and return a client for it."""
    ticks = iter([1.0, 1.25])
    options = {"timer": lambda: next(ticks, 2.0)} | options
    wrapped = http_function("search", methods=lambda _: methods, addresses=lambda: HERE, **options)(view)
    app = Flask(__name__)
    app.testing = True
    every = ["GET", "POST", "PUT", "OPTIONS", "DELETE"]
    for path in ("/", "/health", "/healthz"):
        app.add_url_rule(path, path, lambda: wrapped(request), methods=every, provide_automatic_options=False)
    return app.test_client()


def echo(request: Request) -> Response:
    return json_response(json_body(request, Ask, limit_bytes=100))


def answer(request: Request) -> Response:
    return json_response({"ok": True}, model="v7")


def raising(error: Exception):
    def view(request: Request) -> Response:
        raise error

    return view


def refusal(body: bytes, content_type: str = "application/json") -> tuple[int, str, str, str]:
    """Post an invalid body; return status, detail, expected and found."""
    response = serving(echo).post("/", data=body, content_type=content_type)
    problem = response.get_json()
    return response.status_code, problem["detail"], problem.get("expected", ""), problem.get("found", "")


# Bodies


def test_a_body_becomes_a_value_and_a_value_a_body():
    response = serving(echo).post("/", data=b'{"n":1,"names":["\\u00e9"]}', content_type="application/json")
    assert (response.mimetype, response.get_json()["names"], response.status_code) == (
        "application/json",
        ["é"],
        200,
    )


def test_a_content_type_may_carry_a_charset():
    response = serving(echo).post("/", data=b'{"n":1}', content_type="application/json; charset=utf-8")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("body", "field", "expected", "found"),
    [
        (b'{"n":"1"}', "Field n", "int", "str"),
        (b'{"n":1.5}', "Field n", "int", "float"),
        (b'{"n":null}', "Field n", "int", "null"),
        (b'{"n":true}', "Field n", "int", "bool"),
        (b"{}", "Field n", "a value", "nothing"),
        (b'{"n":1,"m":2}', "Field m", "no such field", "one"),
        (b'{"n":1,"names":"a"}', "Field names", "array", "str"),
        (b'{"n":1,"names":["a",2]}', "Field names[1]", "str", "int"),
        (b'{"n":1,"names":["abcd"]}', "Field names[0]", "str of length <= 3", "another"),
        (b'{"n":1,"mood":"sad"}', "Field mood", "an allowed value", "Invalid enum value 'sad'"),
        (b'{"n":1,"tune":{"energy":"high"}}', "Field tune[...]", "float", "str"),
        (b"[1]", "The body", "object", "array"),
    ],
)
def test_a_misfit_names_its_field_and_what_was_expected_and_found(body, field, expected, found):
    assert refusal(body) == (400, f"{field} cannot be used", expected, found)


# msgspec's errors hold a sentence and nothing else: these are its words for every bound that our schemas use.
@pytest.mark.parametrize(
    ("schema", "body", "expected", "found"),
    [
        (Annotated[int, msgspec.Meta(ge=1, le=100)], b"0", "int >= 1", "another"),
        (Annotated[int, msgspec.Meta(ge=1, le=100)], b"101", "int <= 100", "another"),
        (Annotated[float, msgspec.Meta(ge=0, le=1)], b"1.5", "float <= 1.0", "another"),
        (Annotated[str, msgspec.Meta(min_length=1)], b'""', "str of length >= 1", "another"),
        (Annotated[str, msgspec.Meta(pattern="^[a-z]$")], b'"A"', "str matching regex '^[a-z]$'", "another"),
        (Annotated[list[int], msgspec.Meta(max_length=1)], b"[1,2]", "array of length <= 1", "another"),
        (SearchMade | RatingChanged, b'{"kind":"x"}', "an allowed value", "Invalid value 'x'"),
        (SearchMade | RatingChanged, b'{"key":"x"}', "a value", "nothing"),
        (datetime, b'"noon"', "an allowed value", "Invalid RFC3339 encoded datetime"),
        (bytes, b'"*"', "an allowed value", "Invalid base64 encoded string"),
    ],
)
def test_every_bound_of_our_schemas_is_told_as_expected_and_found(schema, body, expected, found):
    with pytest.raises(InvalidInput) as raised:
        decoded(body, schema)
    assert (raised.value.expected, raised.value.found) == (expected, found)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"n=1",
        b'{"n":1} x',
        b"\xff",
        b'{"n":1,"names":["\xff"]}',
        b"\xef\xbb\xbf{}",
        b'{"n":1,"names":["\\ud800"]}',
    ],
)
def test_what_is_no_json_is_said_to_be_none(body):
    status, detail, expected, found = refusal(body)
    assert (status, detail, expected, found != "") == (400, "The body cannot be read", "JSON in UTF-8", True)


def test_json_nested_beyond_reason_is_refused():
    def view(request: Request) -> Response:
        return json_response(json_body(request, Ask, limit_bytes=1_000_000))

    body = b'{"n":1,"anything":' + b"[" * 900_000
    assert serving(view).post("/", data=body, content_type="application/json").status_code == 400


def test_an_empty_body_is_said_to_be_empty():
    assert refusal(b"") == (400, "The body is empty", "a JSON value", "nothing")


@pytest.mark.parametrize(("declared", "found"), [("text/plain", "text/plain"), ("", "none")])
def test_a_body_must_be_declared_as_json(declared, found):
    expected = "Content-Type: application/json"
    assert refusal(b'{"n":1}', declared) == (415, "The body is not declared as application/json", expected, found)


def test_the_refusal_of_another_content_type_names_the_one_that_is_accepted():
    response = serving(echo).post("/", data=b"{}", content_type="text/plain")
    assert response.headers["Accept"] == "application/json"


def test_a_body_at_the_limit_is_read():
    body = b'{"n":1}'.ljust(100)
    assert serving(echo).post("/", data=body, content_type="application/json").status_code == 200


def test_a_body_over_the_limit_is_too_large():
    assert refusal(b'{"n":1}'.ljust(101)) == (413, "The body is too large", "100 bytes at most", "more")


OVERLONG = [{"CONTENT_LENGTH": "1000000000"}, {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}]
"""Headers of a long body, and of a chunked one."""


class Unending(io.RawIOBase):
    """An endless body that counts the bytes read."""

    read_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.read_bytes += len(buffer)
        buffer[:] = b" " * len(buffer)
        return len(buffer)


@pytest.mark.parametrize("declared", OVERLONG)
def test_a_body_over_the_limit_is_drained_within_a_bound_and_not_to_its_end(declared):
    body = Unending()
    environ = {"wsgi.input": body} | declared
    response = serving(echo).post("/", content_type="application/json", environ_overrides=environ)
    assert (response.status_code, body.read_bytes <= MOST_DRAINED_BYTES + 101) == (413, True)


# Problems


def test_a_problem_carries_all_that_the_error_knows():
    error = errors.InvalidInput("Too many seeds", expected="100 at most", found="101", cure="leave some out")
    response = problem(error)
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.get_json() == {
        "type": PROBLEMS + "invalid-input",
        "title": "Invalid input",
        "status": 400,
        "detail": "Too many seeds",
        "expected": "100 at most",
        "found": "101",
        "cure": "leave some out",
    }


def test_a_problem_leaves_out_what_is_not_known():
    assert set(problem(errors.NotFound("Gone")).get_json()) == {"type", "title", "status", "detail"}


@pytest.mark.parametrize("error", [errors.InvalidSettings("SEGUE_SECRET is x"), errors.RefusedModel("/var/model")])
def test_the_details_of_our_own_errors_stay_with_us(error):
    response = problem(error)
    assert (response.status_code, error.what in response.get_data(as_text=True)) == (500, False)


@pytest.mark.parametrize(("error", "status"), [(errors.NotFound("x"), 404), (errors.NoModel("x"), 503)])
def test_an_error_of_ours_becomes_a_problem(error, status):
    response = serving(raising(error)).post("/")
    assert (response.status_code, response.get_json()["detail"]) == (status, "x")


def test_an_error_of_the_library_becomes_a_problem():
    response = serving(raising(WerkzeugNotFound("no such page"))).post("/")
    assert (response.get_json()["type"], response.status_code) == (f"{SITE}{PROBLEMS}not-found", 404)


def test_any_other_error_becomes_a_problem_without_its_details():
    response = serving(raising(KeyError("bug"))).post("/")
    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert response.get_json()["type"] == f"{SITE}{PROBLEMS}error"
    assert "bug" not in response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"


def test_an_error_of_the_settings_becomes_a_problem_too():
    @http_function(
        "test", methods=lambda _: ["POST"], addresses=raising(errors.InvalidSettings("SEGUE_SITE_URL is x"))
    )
    def view(_):
        return json_response({})

    with Flask(__name__).test_request_context(method="POST"):
        response = view(request)
    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert len(response.headers["X-Request-Id"]) == 32


def test_a_damaged_store_is_told_with_what_mends_it():
    response = problem(errors.SpoiltStore("The file is damaged", found="a hole", cure="restore a backup"))
    assert response.status_code == 500
    assert response.get_json()["type"] == PROBLEMS + "spoilt-store"
    assert response.get_json()["cure"] == "restore a backup"


# Methods and browsers


def test_another_method_is_answered_with_those_there_are():
    response = serving(answer, methods=("GET",)).put("/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.get_json()["found"] == "PUT"


def test_head_is_served_where_get_is():
    response = serving(answer, methods=("GET",)).head("/")
    assert (response.status_code, response.data) == (200, b"")


TRUSTED = pytest.mark.parametrize("origin", [SITE, ANOTHER])


def allowed_to(response):
    return {name: value for name, value in response.headers if name.startswith("Access-Control-Allow")}


def preflight(client, origin, method, headers=""):
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    return client.options("/", headers=asked)


@TRUSTED
def test_a_preflight_of_a_page_that_is_trusted_is_allowed_without_calling_the_view(origin):
    response = preflight(serving(raising(KeyError("called"))), origin, "POST", "authorization")
    assert response.status_code == 204
    assert allowed_to(response) == {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "DELETE, GET, HEAD, PATCH, POST, PUT",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    }


@TRUSTED
@pytest.mark.parametrize("view", [answer, raising(errors.NotFound("x"))])
def test_pages_that_are_trusted_may_read_answers_and_problems(view, origin):
    response = serving(view).post("/", headers={"Origin": origin})
    assert response.headers["Access-Control-Allow-Origin"] == origin


@TRUSTED
def test_pages_that_are_trusted_may_read_that_a_method_is_not_served(origin):
    response = serving(answer, methods=("GET",)).put("/", headers={"Origin": origin})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (405, origin)


def test_pages_that_are_trusted_may_read_that_a_path_is_not_there():
    wrapped = http_function("search", methods=raising(errors.NotFound("x")), addresses=lambda: HERE)(answer)
    for method, status in (("OPTIONS", 204), ("DELETE", 404)):
        response = wrapped(Request(EnvironBuilder("/none", method=method, headers={"Origin": SITE}).get_environ()))
        assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (status, SITE)


def test_pages_that_are_trusted_may_read_how_long_to_wait():
    busy = errors.Busy("x", retry_after_seconds=2)
    response = serving(raising(busy)).post("/", headers={"Origin": SITE})
    assert response.headers["Retry-After"] == "2"
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"].split(", ")


STRANGERS = pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{SITE}.evil.example", "https://api.example.org"]
)


@STRANGERS
def test_pages_of_other_sites_may_read_neither_what_they_change_nor_what_a_token_opens(origin):
    client = serving(answer, methods=("GET", "POST"))
    changed = client.post("/", headers={"Origin": origin})
    opened = client.get("/", headers={"Origin": origin, "Authorization": "Bearer x"})
    assert (allowed_to(changed), allowed_to(opened)) == ({}, {})


@STRANGERS
@pytest.mark.parametrize(
    ("method", "headers"), [("POST", ""), ("DELETE", ""), ("GET", "Authorization"), ("GET", "x, authorization")]
)
def test_no_preflight_of_theirs_for_such_a_call_is_allowed(origin, method, headers):
    assert allowed_to(preflight(serving(answer, methods=("GET", "POST")), origin, method, headers)) == {}


@STRANGERS
def test_pages_of_other_sites_may_read_what_is_answered_without_a_token(origin):
    client = serving(answer, methods=("GET", "POST"))
    assert allowed_to(client.get("/", headers={"Origin": origin})) == {"Access-Control-Allow-Origin": "*"}
    assert allowed_to(preflight(client, origin, "GET", "content-type")) == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "Content-Type",
    }


def test_a_caller_that_is_no_page_is_told_of_no_origins():
    assert allowed_to(serving(answer, methods=("GET",)).get("/")) == {}


def test_caches_keep_the_answers_to_origins_apart():
    assert serving(answer).post("/").headers["Vary"] == "Origin"


# Caching


def test_an_answer_is_not_cached_unless_told():
    assert serving(answer).post("/").headers["Cache-Control"] == "no-store"


def test_an_answer_is_cached_as_told():
    response = serving(answer, cache_control="public, max-age=60").post("/")
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_view_may_say_otherwise():
    def view(request: Request) -> Response:
        return Response("x", headers={"Cache-Control": "private"})

    assert serving(view, cache_control="public").post("/").headers["Cache-Control"] == "private"


def test_a_problem_is_never_cached():
    response = serving(raising(errors.NotFound("x")), cache_control="public").post("/")
    assert response.headers["Cache-Control"] == "no-store"


# Log lines


def test_a_request_is_one_line(lines):
    serving(answer).post("/?token=abc", headers={"X-Cloud-Trace-Context": f"{TRACE}/1;o=1"})
    [line] = lines()
    del line["time"]
    assert line == {
        "severity": "INFO",
        "message": "search answered 200",
        "function": "search",
        logs.TRACE_KEY: TRACE,
        "method": "POST",
        "status": 200,
        "duration_ms": 250.0,
        "cold_start": True,
        "model": "v7",
        "problem": "",
    }


def test_what_a_view_logs_carries_the_request_s_function_and_trace(lines):
    def view(request: Request) -> Response:
        logging.getLogger("handler").info("within")
        return answer(request)

    serving(view).post("/", headers={"X-Cloud-Trace-Context": TRACE})
    assert {(line["function"], line[logs.TRACE_KEY]) for line in lines()} == {("search", TRACE)}


def test_the_answer_names_the_request(lines):
    response = serving(answer).post("/")
    assert response.headers["X-Request-Id"] == lines()[0][logs.TRACE_KEY]


@pytest.mark.parametrize(
    ("error", "severity"),
    [(errors.NotFound("x"), "INFO"), (errors.Unavailable("x"), "WARNING"), (errors.RefusedModel("x"), "ERROR")],
)
def test_a_problem_is_logged_by_its_kind_and_not_by_its_words(lines, error, severity):
    serving(raising(error)).post("/")
    [line] = lines()
    assert (line["severity"], line["problem"], line["status"]) == (severity, error.slug, error.status)


def test_an_error_of_our_own_is_logged_with_its_stack(lines):
    serving(raising(errors.RefusedModel("checksum"))).post("/")
    assert "RefusedModel: checksum" in lines()[0]["stack_trace"]


def test_an_unexpected_error_is_logged_with_its_stack(lines):
    serving(raising(KeyError("bug"))).post("/")
    [line] = lines()
    assert (line["severity"], line["status"], "KeyError: 'bug'" in line["stack_trace"]) == ("ERROR", 500, True)


@pytest.mark.parametrize("header", ["", "short/1", f"{TRACE}x", f"{TRACE}\u00e9", "../" + TRACE])
def test_a_trace_that_is_none_is_replaced(header):
    with Flask(__name__).test_request_context(headers={"X-Cloud-Trace-Context": header}):
        trace = trace_of(request)
    assert (len(trace), trace != TRACE) == (32, True)


# Health, notes


@pytest.mark.parametrize("path", ["/health", "/healthz"])
def test_a_function_that_takes_posts_alone_says_how_it_is(path):
    response = serving(answer).get(path)
    assert (response.status_code, response.get_json()) == (200, {"status": "ok", "function": "search"})
    assert response.headers["Cache-Control"] == "no-store"


def test_a_function_that_lacks_what_it_needs_is_not_well():
    def ready():
        raise errors.NoModel("Nothing has been published")

    response = serving(answer, ready=ready).get("/health")
    assert (response.status_code, response.get_json()["detail"]) == (503, "Nothing has been published")


def test_nothing_is_posted_to_health():
    assert serving(answer).post("/health").status_code == 405


def test_the_first_request_of_a_process_is_a_cold_start_and_no_other(lines):
    client = serving(answer)
    client.post("/")
    client.post("/")
    assert [line["cold_start"] for line in lines()] == [True, False]


def test_what_a_view_notes_is_in_the_line_of_its_request_and_in_no_other(lines):
    def noting(asked: Request) -> Response:
        if asked.data:
            logs.note(matched=3)
        return Response()

    client = serving(noting)
    client.post("/", data=b"something")
    client.post("/")
    first, second = lines()
    assert first["matched"] == 3
    assert "matched" not in second


def test_nothing_personal_can_be_noted():
    with pytest.raises(ValueError, match="nobody's own"):
        logs.note(listener="x")


def test_a_note_outside_of_a_request_is_forgotten():
    logs.note(matched=1)
    assert logs.noted() == {}


def test_a_process_out_of_descriptors_answers_that_it_is_busy_and_not_that_it_is_broken(lines):
    response = serving(raising(OSError(errno.EMFILE, "Too many open files"))).post("/", json={"n": 1})
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert response.get_json()["found"] == "Too many open files"
    assert lines()[-1]["severity"] == "WARNING"


def test_another_error_of_the_system_says_that_something_is_broken(lines):
    response = serving(raising(PermissionError(errno.EACCES, "Permission denied"))).post("/", json={"n": 1})
    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert "PermissionError" in lines()[-1]["stack_trace"]


def test_a_function_that_serves_and_warns_is_healthy_and_says_what_to_mend():
    answer = serving(echo, warnings=lambda: ["mend it"]).get("/health")
    assert (answer.status_code, answer.get_json()["warnings"]) == (200, ["mend it"])


@pytest.mark.parametrize("asked", ["/", "/health", "/?wrong", "/?broken"])
def test_every_answer_forbids_to_guess_its_type_and_to_come_back_without_https(asked):
    def view(request: Request) -> Response:
        if "wrong" in request.args:
            raise InvalidInput("wrong")
        if "broken" in request.args:
            raise ValueError("broken")
        return json_response({})

    headers = serving(view, methods=("GET",)).get(asked).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_site_without_https_is_not_said_to_have_it():
    @http_function("test", methods=lambda _: ["GET"], addresses=Addresses)
    def view(_: Request) -> Response:
        return json_response({})

    with Flask("test").test_request_context("/"):
        headers = view(request).headers
    assert (headers["X-Content-Type-Options"], "Strict-Transport-Security" in headers) == ("nosniff", False)


def test_an_answer_that_cannot_be_finished_forbids_to_guess_its_type_all_the_same():
    @http_function(
        "test", methods=lambda _: ["GET"], addresses=raising(errors.InvalidSettings("SEGUE_SITE_URL is x"))
    )
    def view(_: Request) -> Response:
        return json_response({})

    with Flask("test").test_request_context("/"):
        answer = view(request)
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (500, "nosniff")


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/api/search", "/"),
        ("/api/search/", "/"),
        ("/api/search/artist", "/artist"),
        ("/find/artist", "/artist"),
        ("/api/searching", "/api/searching"),
        ("/artist", "/artist"),
    ],
)
def test_the_prefix_of_its_address_is_taken_off_a_path(path, seen):
    view = http_function("search", methods=lambda _: ["GET"], addresses=lambda: HERE, paths=["/find"])(
        lambda request: Response(request.path)
    )
    asked = Request(EnvironBuilder(path).get_environ())
    assert view(asked).get_data(as_text=True) == seen


def test_health_is_answered_below_the_prefix_too():
    view = http_function("search", methods=lambda _: ["POST"], addresses=lambda: HERE)(echo)
    asked = Request(EnvironBuilder("/api/search/health").get_environ())
    assert view(asked).get_json() == {"status": "ok", "function": "search"}
