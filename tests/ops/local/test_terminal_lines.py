"""Log lines of the local cloud: short at a terminal, JSON anywhere else."""

import io
import logging
import re

import pytest

from ops.local.terminal_lines import lines_for
from shared import logs

logger = logging.getLogger("segue.test")


class Terminal(io.StringIO):
    """A terminal that records what it is sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal():
    stream = Terminal()
    logs.configure(stream=stream, lines=lines_for(stream))
    return stream


def test_a_request_is_one_short_line(terminal):
    logs.event(logger, "INFO", "recommend answered 200", duration_ms=272.04, model="5b9dddfefbf3", problem="")
    assert re.fullmatch(r"\d\d:\d\d:\d\d recommend answered 200 in 272 ms\n", terminal.getvalue())


def test_a_warning_has_its_level_and_all_fields(terminal):
    logs.event(logger, "WARNING", "more is asked", refused=3, problem="")
    assert terminal.getvalue()[9:] == "more is asked (WARNING, refused 3)\n"


def test_an_error_has_its_stack(terminal):
    try:
        raise ValueError("broken")
    except ValueError as error:
        logs.event(logger, "ERROR", "failed", error=error)
    assert "failed (ERROR)\nTraceback" in terminal.getvalue()
    assert terminal.getvalue().endswith("ValueError: broken\n")


def test_no_mail_address_is_shown(terminal):
    logs.event(logger, "INFO", "sent to ada@example.org")
    assert terminal.getvalue()[9:] == "sent to <address>\n"


def test_functions_leave_the_lines_as_they_are(terminal):
    logs.configure_once()
    logs.event(logger, "INFO", "hello")
    assert terminal.getvalue()[9:] == "hello\n"


def test_a_pipe_gets_the_lines_of_a_deployment():
    assert lines_for(io.StringIO()) is None
