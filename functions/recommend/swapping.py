"""Swaps in a kept list: a song that is not wanted goes, and the next best comes into its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.search import JSON, TAKEN_OUT, Search, texts_of
from shared.errors import Conflict, InvalidInput, NotFound
from shared.intake.links import linked_track_id
from shared.ports import Fields, Record, Records
from shared.record_kinds import SEARCHES


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A song that was taken out of a list: its place from 0 on, and the id of the song that came, "" for none."""

    place: int
    by: str

    def to_json(self) -> JSON:
        """Return the value stored in a record."""
        return {"place": self.place, "by": self.by}


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
    def taken(self) -> Mapping[str, TakenOut]:
        """The songs that were taken out of it, by their ids."""
        return _taken(self.search.asked)

    def demand(self, given: str) -> str:
        """Return the id of a song that is, or was, in the list. Raises InvalidInput for another."""
        songs = {*self.search.recommended, *self.taken}
        return _demanded(given, songs, "the id, URI or link of a song of this list")

    def demand_taken(self, given: str) -> str:
        """Return the id of a song that was taken out. Raises InvalidInput for another."""
        return _demanded(given, self.taken, "a song that was taken out of this list")

    def place(self, song: str) -> int:
        """Return the place that a song has or had, from 0 on."""
        return self.taken[song].place if song in self.taken else self.search.recommended.index(song)

    def next_of(self, songs: Sequence[str], out: str, *, in_order: bool) -> str:
        """Return the song that comes in place of `out`, of an answer's songs one that is new to the list, or "".

        It is the best, or, of songs in an order, the one nearest to that place. Asked twice it is the same.
        """
        if out in self.taken:
            return self.taken[out].by
        old = {*self.search.recommended, *self.taken}
        new = [(place, song) for place, song in enumerate(songs) if song not in old]
        if in_order:
            new.sort(key=lambda each: abs(each[0] - self.place(out)))
        return new[0][1] if new else ""


def take_out(records: Records, kept: KeptList, out: str, new: str) -> None:
    """Put a song, or none, in place of another in the kept list, and let follow-ups go without that other.

    Raises Conflict where another swap has put this song in, or taken it out, since the list was read.
    """

    def changed(before: Fields | None) -> Fields:
        fields, songs, asked = _parts(before)
        if out not in songs:
            return fields  # asked twice
        if new in songs or new in _taken(asked):
            raise Conflict("Two songs were swapped at once", expected="one after the other", cure="try again")
        place = songs.index(out)
        songs[place : place + 1] = [new] if new else []
        return _with(fields, songs, asked, (*_hated(asked), out), {**_taken(asked), out: TakenOut(place, new)})

    records.update(SEARCHES.name, kept.record.key, changed, kept.record.expires_at)


def put_back(records: Records, kept: KeptList, song: str) -> None:
    """Put a song back where it was, in place of the one that came for it."""

    def changed(before: Fields | None) -> Fields:
        fields, songs, asked = _parts(before)
        taken = _taken(asked)
        if song not in taken:
            return fields  # asked twice
        was = taken.pop(song)
        if was.by in songs:
            songs[songs.index(was.by)] = song
        else:
            songs.insert(was.place, song)
        return _with(fields, songs, asked, [each for each in _hated(asked) if each != song], taken)

    records.update(SEARCHES.name, kept.record.key, changed, kept.record.expires_at)


def _parts(before: Fields | None) -> tuple[Fields, list[str], dict[str, JSON]]:
    """Return a search's fields, its songs, and what it keeps of its request. Raises NotFound without one."""
    if before is None:
        raise NotFound("This list is not kept any more", expected="a list", found="none", cure="ask for a new one")
    asked = before.get("asked")
    return before, [*texts_of(before["recommended"])], asked if isinstance(asked, dict) else {}


def _with(
    fields: Fields, songs: list[str], asked: dict[str, JSON], hated: Iterable[str], taken: Mapping[str, TakenOut]
) -> Fields:
    kept = asked.get("fields")
    request: JSON = {**(kept if isinstance(kept, dict) else {}), "hated": [*dict.fromkeys(hated)]}
    out: JSON = {song: each.to_json() for song, each in taken.items()}
    return {**fields, "recommended": [*songs], "asked": {**asked, "fields": request, TAKEN_OUT: out}}


def _hated(asked: Mapping[str, JSON]) -> tuple[str, ...]:
    kept = asked.get("fields")
    return texts_of(kept.get("hated")) if isinstance(kept, dict) else ()


def _taken(asked: Mapping[str, JSON]) -> dict[str, TakenOut]:
    taken = asked.get(TAKEN_OUT)
    places = taken if isinstance(taken, dict) else {}
    return {song: _read(each) for song, each in places.items() if isinstance(each, dict)}


def _read(value: Mapping[str, JSON]) -> TakenOut:
    place = value.get("place")
    return TakenOut(place if isinstance(place, int) else 0, str(value.get("by") or ""))


def _demanded(given: str, among: Iterable[str], expected: str) -> str:
    track = linked_track_id(given)
    if track is None or track not in among:
        raise InvalidInput("Field song cannot be used", expected=expected, found=given[:80])
    return track
