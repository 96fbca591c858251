"""What listeners were answered and what they were told is kept: written by Locust's process, read by ours."""

from typing import Literal

from msgspec import Struct

EACH_PER_SECOND = 0.5
"""How often one listener asks for something; for more there are more listeners."""

Writing = Literal["search", "rating", "share", "account"]


class Asked(Struct, array_like=True):
    """One request."""

    at: float
    """When it was sent, in seconds since 1970."""
    name: str
    """What the listener wanted."""
    status: int
    """0 if there was no answer."""
    ms: float
    retry_after: str = ""
    """The header of that name, "" if there was none."""

    def is_answered(self) -> bool:
        """Say whether she got what she wanted."""
        return 200 <= self.status < 300

    def is_refused(self) -> bool:
        """Say whether she was told to come back later, and when."""
        return self.status in (429, 503) and self.retry_after != ""


class Written(Struct, array_like=True):
    """One request that was to keep something."""

    what: Writing
    token: str
    """Of the listener who asked; of an account the token that it was opened with."""
    id: str
    """Of the search, or of the list that was shared; the address of an account."""
    target: str = ""
    """What was rated: a track's URI, or "" for the whole list."""
    opinion: str = ""
    answered: bool = True
    """False where nobody knows: it was neither answered nor refused."""


class Outcome(Struct):
    """All that some listeners asked, in the order of the answers."""

    asked: list[Asked]
    written: list[Written]
