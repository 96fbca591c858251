"""Versions of one list: each turn of a dial is a search of its own, of which a listener wants to see the last."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shared.domain.given import SAME_SEEDS, seeds_key
from shared.domain.search import JSON, Search, texts_of
from shared.errors import InvalidInput
from shared.ports import Fields, Record

SITTING = "sitting"
"""The field of a search's record with a hash of what it goes by."""

NAME = "name"
"""The field with the name that the listener gave the list."""


def sitting_of(search: Search) -> str:
    """Return a hash of the songs that were given, or of the words where there are none."""
    words = texts_of(search.asked.get("words"))[:1]
    of_words = texts_of(search.asked.get("not_given"))
    return seeds_key([*(seed for seed in search.seeds if seed not in of_words), *words])


@dataclass(slots=True)
class Versions:
    """The versions of lists that were read so far, of searches read from the newest on."""

    last: str = ""
    """The key of the search read last."""
    seen: dict[str, datetime] = field(default_factory=dict)
    """Key -> the moment of the latest version read."""

    def latest(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records that no version within SAME_SEEDS follows, and those that have a name."""
        for record in records:
            if not self._follows(record.fields) or record.fields.get(NAME):
                yield record

    def _follows(self, fields: Fields) -> bool:
        key, at = str(fields.get(SITTING) or ""), moment_of(fields)
        later = self.seen.get(key) if key else None
        self.last, self.seen[key] = key, at
        return later is not None and later - at <= SAME_SEEDS

    def cursor(self, of_records: str | None) -> str | None:
        """Return the cursor after these records."""
        if of_records is None:
            return None
        at = int(self.seen[self.last].timestamp()) if self.seen else 0
        return f"{self.last}~{at}~{of_records}"

    @classmethod
    def after(cls, cursor: str | None) -> "tuple[Versions, str | None]":
        """Read a cursor: what was seen before it, and the records' own. Raises InvalidInput for a foreign one."""
        if cursor is None:
            return cls(), None
        key, *rest = cursor.split("~", 2)
        if len(rest) != 2 or not (rest[0].isascii() and rest[0].isdigit() and len(rest[0]) < 12 and rest[1]):
            raise InvalidInput(
                "This cursor is not ours", expected="the cursor of an answer", found=repr(cursor[:40])
            )
        return cls(key, {key: datetime.fromtimestamp(int(rest[0]), UTC)} if key else {}), rest[1]


def earlier_versions(of: Fields, records: Sequence[Record]) -> list[str]:
    """Return the keys of the versions that a list hides, among all searches of its sitting's key."""
    found, at = [], moment_of(of)
    for record in sorted(records, key=lambda each: moment_of(each.fields), reverse=True):
        before = moment_of(record.fields)
        if before >= at:
            continue
        if at - before > SAME_SEEDS or record.fields.get(NAME):
            break
        found.append(record.key)
        at = before
    return found


def moment_of(fields: dict[str, JSON]) -> datetime:
    """Return when a search was asked."""
    return datetime.fromisoformat(str(fields["asked_at"]))
