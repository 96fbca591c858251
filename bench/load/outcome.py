"""Answers to listeners and acknowledged writes: written by Locust's process, read by ours."""

from typing import Literal

from msgspec import Struct

EACH_PER_SECOND = 0.5
"""Requests a second of one listener; a higher rate takes more listeners."""

Writing = Literal["search", "rating", "share", "account"]


class Asked(Struct, array_like=True):
    """One request."""

    at: float
    """When it was sent, in seconds since 1970."""
    name: str
    """The kind of request."""
    status: int
    """0 if there was no answer."""
    ms: float
    retry_after: str = ""
    """The header of that name, "" if there was none."""

    def is_answered(self) -> bool:
        """Return whether the request succeeded."""
        return 200 <= self.status < 300

    def is_refused(self) -> bool:
        """Return whether the request was refused with a time to retry after."""
        return self.status in (429, 503) and self.retry_after != ""


class Written(Struct, array_like=True):
    """One request that writes something."""

    what: Writing
    token: str
    """The listener's token; for an account, the one it was opened with."""
    id: str
    """The id of the search or of the shared list; the address of an account."""
    target: str = ""
    """The target of a rating: a track's URI, or "" for the whole list."""
    opinion: str = ""
    answered: bool = True
    """False for an unknown outcome: neither answered nor refused."""


class Outcome(Struct):
    """All requests of some listeners, in the order of the answers."""

    asked: list[Asked]
    written: list[Written]
