"""Swaps in a kept list: a song that is not wanted goes, and the next best comes into its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.search import JSON, Search, texts_of
from shared.errors import InvalidInput, NotFound
from shared.intake.links import linked_track_id
from shared.ports import Fields, Record, Records
from shared.record_kinds import SEARCHES

TAKEN_OUT = "taken_out"
"""The songs that were taken out of a search's list, and may come back, with their places."""


@dataclass(frozen=True, slots=True)
class KeptList:
    """A kept answer, some of whose songs are swapped."""

    record: Record
    search: Search

    @classmethod
    def of(cls, record: Record) -> "KeptList":
        """Read a list from its record."""
        return cls(record, Search.of(record.key, record.fields))

    @property
    def taken_out(self) -> Mapping[str, int]:
        """Ids of the songs that were taken out of it, with their places from 0 on."""
        return _places(self.search.asked)

    def demand(self, given: str) -> str:
        """Return the id of a song of the list. Raises InvalidInput for another."""
        return _demanded(given, self.search.recommended, "out", "the id, URI or link of a song of this list")

    def demand_taken_out(self, given: str) -> str:
        """Return the id of a song that was taken out. Raises InvalidInput for another."""
        return _demanded(given, self.taken_out, "back", "a song that was taken out of this list")

    def next_of(self, songs: Sequence[str], out: str, *, in_order: bool) -> str | None:
        """Return the song that comes in place of `out`, of an answer's songs one that is new to the list.

        It is the best, or, of songs in an order, the one nearest to that place.
        """
        old = {*self.search.recommended, *self.taken_out}
        new = [(place, song) for place, song in enumerate(songs) if song not in old]
        at = self.search.recommended.index(out)
        if in_order:
            new.sort(key=lambda each: abs(each[0] - at))
        return new[0][1] if new else None


def take_out(records: Records, kept: KeptList, out: str, new: str | None) -> None:
    """Put a song, or none, in place of another in the kept list, and let follow-ups go without that other."""

    def changed(before: Fields | None) -> Fields:
        fields, songs, asked = _parts(before)
        if out not in songs:
            return fields  # said twice
        taken: dict[str, JSON] = {**_places(asked), out: songs.index(out)}
        songs = [each for song in songs for each in ([new] if song == out else [song]) if each is not None]
        hated = [*dict.fromkeys((*_hated(asked), out))]
        return _with(fields, songs, asked, hated, taken)

    records.update(SEARCHES.name, kept.record.key, changed, kept.record.expires_at)


def put_back(records: Records, kept: KeptList, out: str, back: str) -> None:
    """Put a song back where it was, in place of `out`, or beside the others where that is ""."""

    def changed(before: Fields | None) -> Fields:
        fields, songs, asked = _parts(before)
        if back in songs:
            return fields
        if out in songs:
            songs = [back if song == out else song for song in songs]
        else:
            songs.insert(_places(asked).get(back, len(songs)), back)
        taken: dict[str, JSON] = {song: place for song, place in _places(asked).items() if song != back}
        return _with(fields, songs, asked, [song for song in _hated(asked) if song != back], taken)

    records.update(SEARCHES.name, kept.record.key, changed, kept.record.expires_at)


def _parts(before: Fields | None) -> tuple[Fields, list[str], dict[str, JSON]]:
    """Return a search's fields, its songs, and what it keeps of its request. Raises NotFound without one."""
    if before is None:
        raise NotFound("This list is not kept any more", expected="a list", found="none", cure="ask for a new one")
    asked = before.get("asked")
    return before, [*texts_of(before["recommended"])], asked if isinstance(asked, dict) else {}


def _with(
    fields: Fields, songs: Iterable[str], asked: dict[str, JSON], hated: Iterable[str], taken: dict[str, JSON]
) -> Fields:
    kept = asked.get("fields")
    request: JSON = {**(kept if isinstance(kept, dict) else {}), "hated": [*hated]}
    return {**fields, "recommended": [*songs], "asked": {**asked, "fields": request, TAKEN_OUT: taken}}


def _hated(asked: Mapping[str, JSON]) -> tuple[str, ...]:
    kept = asked.get("fields")
    return texts_of(kept.get("hated")) if isinstance(kept, dict) else ()


def _places(asked: Mapping[str, JSON]) -> dict[str, int]:
    taken = asked.get(TAKEN_OUT)
    taken = taken if isinstance(taken, dict) else {}
    return {song: place for song, place in taken.items() if isinstance(place, int)}


def _demanded(given: str, among: Iterable[str], field: str, expected: str) -> str:
    track = linked_track_id(given)
    if track is None or track not in among:
        raise InvalidInput(f"Field {field} cannot be used", expected=expected, found=given[:80])
    return track
