"""Results of checks."""

from collections.abc import Callable
from dataclasses import dataclass

from requests import RequestException

from shared.errors import SegueError


class Unsound(SegueError):
    """A part answers, but not as it should."""

    slug = "unsound"


class NotChecked(SegueError):
    """A check cannot be made, which says nothing about its subject; the text follows "because"."""

    slug = "not-checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; `healthy` is None if it could not be made."""

    name: str
    healthy: bool | None
    detail: str

    def __str__(self) -> str:
        mark = {True: "ok ", False: "BAD", None: "-- "}[self.healthy]
        return f"{mark}  {self.name}: {self.detail}"


def found(name: str, attempt: Callable[[], str]) -> Finding:
    """Run a check: its result is a success, an expected error a failure or none; other errors are raised."""
    try:
        return Finding(name, True, attempt())
    except NotChecked as error:
        return Finding(name, None, f"not checked, because {error}")
    except (SegueError, OSError, RequestException) as error:
        return Finding(name, False, str(error))


def demand(sound: bool, what: str, *, expected: str = "", found: object, cure: str = "") -> None:
    """Raise Unsound unless a condition holds."""
    if not sound:
        raise Unsound(what, expected=expected, found=str(found)[:200] or "nothing", cure=cure)
