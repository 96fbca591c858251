"""Names of the objects of staged playlists: `ingest` writes them, `segue train --staged` reads them.

A playlist is one object per contributor and content, so that each owner's can be erased alone. Once compacted it
is a line of a part; a tombstone tells readers, and the next compaction, that it was erased.
"""

import re
from dataclasses import dataclass

STAGING = "staging/"

STAGED_PLAYLISTS = "staging/playlists/"
"""`date=YYYY-MM-DD/<contributor>-<content>.jsonl` below it: a line in MPD layout."""

STAGED_FEATURES = "staging/features/"
"""`date=YYYY-MM-DD/<content>.csv` below it, of before: since then a line holds the features of its tracks."""

ERASED_PLAYLISTS = "staging/erased/"
"""`date=YYYY-MM-DD/<contributor>-<content>` below it: the tombstone of an erased playlist."""

COMPACTED_PLAYLISTS = "staging/compact/"
"""`date=YYYY-MM-DD/part-*.jsonl` below it: lines of many; and `manifest.json` beside them: which they are."""

ANONYMOUS = ""
"""The contributor of playlists staged before each had one: nothing is learned from them."""

_NAME = re.compile(
    rf"(?:{STAGED_PLAYLISTS}|{ERASED_PLAYLISTS})date=(\d{{4}}-\d\d-\d\d)/"
    r"(?:([0-9a-f]{32})-)?([0-9a-f]{32})(?:\.jsonl)?"
)
_COMPACTED = re.compile(
    rf"{COMPACTED_PLAYLISTS}date=(\d{{4}}-\d\d-\d\d)/(?:manifest\.json|part-[0-9a-z-]+\.jsonl)"
)


def manifest_of(day: str) -> str:
    """Return the name of the manifest of a day's compacted playlists."""
    return f"{COMPACTED_PLAYLISTS}date={day}/manifest.json"


def part_of(day: str, part: str) -> str:
    """Return the name of a part of a day."""
    return f"{COMPACTED_PLAYLISTS}date={day}/{part}.jsonl"


def compacted_day(name: str) -> str | None:
    """Return the day of a manifest or part, or None for any other object."""
    found = _COMPACTED.fullmatch(name)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class StagedName:
    """The identity of a staged playlist.

    >>> found = StagedName.of(f"staging/playlists/date=2026-11-30/{'a' * 32}-{'b' * 32}.jsonl")
    >>> found.day, found.contributor == "a" * 32, found.tombstone == f"staging/erased/date=2026-11-30/{found.key}"
    ('2026-11-30', True, True)
    """

    day: str
    """The day on which it was first staged, YYYY-MM-DD."""
    contributor: str
    """The keyed hash of its owner, 32 hex digits, or ANONYMOUS."""
    content: str
    """The hash of its record's key and of its name and tracks, 32 hex digits: `staged_content`."""

    @classmethod
    def of(cls, name: str) -> "StagedName | None":
        """Return the identity of a staged object or a tombstone, or None for any other name."""
        found = _NAME.fullmatch(name)
        return cls(found[1], found[2] or ANONYMOUS, found[3]) if found else None

    @property
    def key(self) -> str:
        """Return its name within its day."""
        return f"{self.contributor}-{self.content}" if self.contributor else self.content

    @property
    def object(self) -> str:
        """Return the name of its object."""
        return f"{STAGED_PLAYLISTS}date={self.day}/{self.key}.jsonl"

    @property
    def tombstone(self) -> str:
        """Return the name of its tombstone."""
        return f"{ERASED_PLAYLISTS}date={self.day}/{self.key}"

    @property
    def features(self) -> str:
        """Return the name of the features that an anonymous playlist may have beside it."""
        return f"{STAGED_FEATURES}date={self.day}/{self.key}.csv"
