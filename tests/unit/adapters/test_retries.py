"""Retries: how often, how long apart, and which errors are raised at once; and how an error quotes a service."""

from contextlib import suppress
from datetime import UTC, datetime

import msgspec
import pytest
import requests

from shared.adapters.http_client import answering, decoded, limit_reached, unexpected, unredirected_session
from shared.adapters.retry import with_retries
from shared.errors import InvalidInput, LimitReached, Unavailable

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Final(Unavailable):
    """An error that retrying does not help."""


def tried(*errors: Exception, unless=()):
    """Raise these errors one after another, then return; return the pauses, and how the last attempt ended."""
    pauses: list[float] = []
    left = list(errors)

    def ask() -> str:
        if left:
            raise left.pop(0)
        return "answer"

    try:
        return pauses, with_retries(ask, sleep=pauses.append, unless=unless)
    except Exception as error:  # noqa: BLE001  # the end of the attempts is the result
        return pauses, error


def test_an_answer_is_returned_without_a_pause():
    assert tried() == ([], "answer")


def test_pauses_begin_with_half_a_second_and_double():
    assert tried(Unavailable("a"), Unavailable("b")) == ([0.5, 1.0], "answer")


def test_the_third_failure_is_raised():
    last = Unavailable("c")
    assert tried(Unavailable("a"), Unavailable("b"), last) == ([0.5, 1.0], last)


def test_any_other_error_is_raised_at_once():
    error = InvalidInput("wrong")
    assert tried(error) == ([], error)


def test_an_error_that_retrying_does_not_help_is_raised_at_once():
    error = Final("no")
    assert tried(error, unless=(Final,)) == ([], error)


def test_a_wait_of_five_seconds_is_waited():
    assert tried(LimitReached("a", retry_after_seconds=5)) == ([5], "answer")


def test_a_wait_of_six_is_the_callers():
    error = LimitReached("a", retry_after_seconds=6)
    assert tried(error) == ([], error)


def test_a_wait_of_no_time_is_no_pause_of_ours():
    assert tried(LimitReached("a", retry_after_seconds=0)) == ([0], "answer")


def test_a_limit_without_a_wait_is_retried_as_any_failure():
    assert tried(LimitReached("a")) == ([0.5], "answer")


def failing(error: Exception) -> Unavailable:
    with pytest.raises(Unavailable) as caught, answering("Spotify"):
        raise error
    return caught.value


@pytest.mark.parametrize("error", [requests.ConnectTimeout("x"), requests.ReadTimeout("x")])
def test_a_timeout_is_slowness(error):
    assert str(failing(error)) == "Spotify is too slow: found a timeout; try again in a moment"


def test_a_lost_connection_is_told_by_its_kind_and_not_by_its_address():
    error = failing(requests.ConnectionError("https://api.example/?token=secret"))
    assert (
        str(error) == "Spotify cannot be reached: found no connection; check the network, or try again in a moment"
    )


def test_an_error_of_ours_passes_as_it_is():
    with pytest.raises(InvalidInput), answering("Spotify"):
        raise InvalidInput("wrong")


def test_of_a_services_words_two_hundred_characters_are_quoted():
    assert unexpected("Spotify", "JSON", "x" * 201).found == "x" * 200


def response(**headers: str) -> requests.Response:
    made = requests.Response()
    made.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return made


def test_a_limit_says_how_long_to_wait():
    error = limit_reached("Spotify", response(Retry_After="17"), NOW)
    assert str(error) == "Spotify lets us ask no more for now: found 429; try again in 17 seconds"
    assert error.retry_after_seconds == 17


def test_a_limit_without_a_wait_says_later():
    error = limit_reached("Spotify", response(), NOW, "x" * 201)
    assert (error.cure, error.found, error.retry_after_seconds) == ("try again later", "x" * 200, None)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"n":"x"}', b"[" * 100_000])
def test_a_body_of_another_shape_is_unavailable(body):
    with pytest.raises(Unavailable, match="Spotify answers otherwise than documented"):
        decoded("Spotify", body, dict[str, int])


def test_a_body_of_the_documented_shape_is_read():
    assert decoded("Spotify", b'{"n":1}', dict[str, int]) == msgspec.json.decode(b'{"n":1}')


def test_a_session_follows_no_redirect():
    assert unredirected_session(lambda _: None).max_redirects == 0


def judged(judge) -> requests.Response:
    made = response()
    made.raw = Closable()
    (hook,) = unredirected_session(judge).hooks["response"]
    with suppress(Unavailable):
        hook(made, timeout=1)
    return made


class Closable:
    """The connection of a response."""

    closed = False

    def close(self) -> None:
        self.closed = True


def test_a_refused_response_is_closed():
    def refuse(_: requests.Response) -> None:
        raise Unavailable("down")

    assert judged(refuse).raw.closed


def test_a_response_that_is_taken_stays_open():
    assert not judged(lambda _: None).raw.closed
