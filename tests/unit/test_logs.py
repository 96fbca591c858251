"""The form of a log line, and the fields that may not be in one."""

import io
import json
import logging
from datetime import datetime

import pytest

from shared import logs

logger = logging.getLogger("segue.test")


@pytest.fixture(autouse=True)
def root_logger():
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


class Lines(io.StringIO):
    """Records the log."""

    def all(self) -> list[dict]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def one(self) -> dict:
        [line] = self.all()
        return line


@pytest.fixture
def lines():
    stream = Lines()
    logs.configure(stream=stream, project="demo")
    return stream


def test_a_line_says_what_happened_when_and_how_bad_it_is(lines):
    logs.event(logger, "WARNING", "slow", duration_ms=12.5)
    line = lines.one()
    assert datetime.fromisoformat(line.pop("time")).utcoffset().total_seconds() == 0
    assert line == {"severity": "WARNING", "message": "slow", "function": "segue.test", "duration_ms": 12.5}


def test_lines_go_to_stdout_unless_told(capsys):
    logs.configure()
    logs.event(logger, "INFO", "hello")
    assert json.loads(capsys.readouterr().out)["message"] == "hello"


def test_configuring_twice_writes_no_line_twice(lines):
    logs.configure(stream=lines)
    logs.event(logger, "INFO", "hello")
    assert len(lines.all()) == 1


def test_a_process_that_was_not_configured_is_so_once_and_for_its_project(capsys, monkeypatch):
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "demo")
    logging.getLogger().handlers = [logging.StreamHandler()]  # as the functions framework leaves one
    logs.configure_once()
    logs.configure_once()
    with logs.origin("search", "abc"):
        logs.event(logger, "INFO", "hello")
    [line] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["message"], line[logs.TRACE_KEY]) == ("hello", "projects/demo/traces/abc")


def test_a_process_that_was_configured_keeps_its_stream(lines, capsys):
    logs.configure_once()
    logs.event(logger, "INFO", "hello")
    assert (lines.one()["message"], capsys.readouterr().out) == ("hello", "")


def test_what_libraries_log_has_the_same_shape(lines):
    logging.getLogger("library").warning("%d of %d", 1, 2)
    assert (lines.one()["message"], lines.one()["function"]) == ("1 of 2", "library")


def test_a_level_below_the_configured_is_left_out(lines):
    logs.event(logger, "DEBUG", "detail")
    assert lines.all() == []


def test_lines_within_a_request_carry_its_function_and_trace(lines):
    with logs.origin("search", "abc"):
        logs.event(logger, "INFO", "within")
    logs.event(logger, "INFO", "after")
    within, after = lines.all()
    assert (within["function"], within[logs.TRACE_KEY]) == ("search", "projects/demo/traces/abc")
    assert logs.TRACE_KEY not in after


def test_without_a_project_a_trace_is_its_id():
    lines = Lines()
    logs.configure(stream=lines)
    with logs.origin("search", "abc"):
        logs.event(logger, "INFO", "within")
    assert lines.one()[logs.TRACE_KEY] == "abc"


def test_the_stack_of_an_error_is_in_its_line(lines):
    try:
        {}["absent"]
    except KeyError as error:
        logs.event(logger, "ERROR", "failed", error=error)
    assert "KeyError: 'absent'" in lines.one()["stack_trace"]
    assert "test_logs.py" in lines.one()["stack_trace"]


def test_a_message_of_many_lines_is_one_line(lines):
    logs.event(logger, "INFO", "two\nlines\u2028\x85")
    assert lines.getvalue().count("\n") == 1


def test_any_value_can_be_logged(lines):
    logs.event(logger, "INFO", "odd", value=set, when=datetime(2026, 11, 23))
    assert lines.one()["when"] == "2026-11-23T00:00:00"


@pytest.mark.parametrize(
    "name",
    ["email", "emails", "token", "access_token", "listener", "listener_id", "Address", "ip", "client_ip", "user"],
)
def test_a_personal_field_is_refused(name):
    with pytest.raises(ValueError, match=name):
        logs.event(logger, "INFO", "leak", **{name: "x"})


@pytest.mark.parametrize("name", ["model", "status", "duration_ms", "shipped", "description", "tokenizer"])
def test_other_fields_are_not(lines, name):
    logs.event(logger, "INFO", "fine", **{name: "x"})
    assert lines.one()[name] == "x"


@pytest.mark.parametrize("text", ["sent to ann@example.org.", "<ann@example.org>", "to='ann@example.org'"])
def test_an_address_in_any_text_is_blotted_out(lines, text):
    logs.event(logger, "INFO", text, error=ValueError(text), detail=text)
    line = lines.one()
    assert "ann" not in json.dumps(line)
    assert all("<address>" in line[name] for name in ("message", "detail", "stack_trace"))
