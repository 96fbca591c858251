"""What a check found, and how it says that something is otherwise than it should be."""

from collections.abc import Callable
from dataclasses import dataclass

from requests import RequestException

from shared.errors import SegueError


class Unsound(SegueError):
    """Something answers, but not as it should."""

    slug = "unsound"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    name: str
    healthy: bool
    detail: str


def found(name: str, attempt: Callable[[], str]) -> Finding:
    """Make an attempt: what it gives is well, what it raises is wrong; what no check foresees escapes."""
    try:
        return Finding(name, True, attempt())
    except (SegueError, OSError, RequestException) as error:
        return Finding(name, False, str(error))


def demand(sound: bool, what: str, *, expected: str, found: object, cure: str = "") -> None:
    """Raise Unsound unless all is well."""
    if not sound:
        raise Unsound(what, expected=expected, found=str(found)[:200] or "nothing", cure=cure)
