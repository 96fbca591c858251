"""Results of checks."""

from collections.abc import Callable
from dataclasses import dataclass

from requests import RequestException

from shared.errors import SegueError


class Unsound(SegueError):
    """A part answers, but not as it should."""

    slug = "unsound"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    name: str
    healthy: bool
    detail: str


def found(name: str, attempt: Callable[[], str]) -> Finding:
    """Run a check: its result is a success, an expected error a failure; other errors are raised."""
    try:
        return Finding(name, True, attempt())
    except (SegueError, OSError, RequestException) as error:
        return Finding(name, False, str(error))


def demand(sound: bool, what: str, *, expected: str, found: object, cure: str = "") -> None:
    """Raise Unsound unless a condition holds."""
    if not sound:
        raise Unsound(what, expected=expected, found=str(found)[:200] or "nothing", cure=cure)
