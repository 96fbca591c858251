"""Records as they are exported: readable, with the names of songs as far as the records tell them."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from shared.domain.search import JSON
from shared.ports import Record
from shared.records.kept_answers import KEPT_ANSWER, unpacked, without_answer

Names = Mapping[str, JSON]
"""The name and artist of a song."""


class _Song(Struct):
    uri: str
    name: str
    artist: str
    source: str = ""


class _Unread(Struct):
    source: str


class _Answer(Struct):
    """The part of a kept answer that tells of songs and of what was typed."""

    matched: list[_Song] = []
    unmatched: list[_Unread] = []
    recommendations: list[_Song] = []


def shown(record: Record) -> dict[str, JSON]:
    """Return a record with its key and expiry; a kept answer by its songs and by what was typed."""
    expiry: dict[str, JSON] = {} if record.expires_at is None else {"expires_at": record.expires_at.isoformat()}
    fields = without_answer(record.fields)
    answer = _answer(record)
    if answer is not None:
        fields["songs"] = [_told(song) for song in answer.recommendations]
        fields["typed"] = [{"text": song.source, **_told(song)} for song in answer.matched]
        fields["not_found"] = [each.source for each in answer.unmatched]
    return {"key": record.key, **fields, **expiry}


def names_in(record: Record) -> Iterator[tuple[str, Names]]:
    """Yield the songs that a record names, by their ids: those of a kept answer and of a shared list."""
    answer = _answer(record)
    for song in (*answer.matched, *answer.recommendations) if answer else ():
        yield song.uri, {"name": song.name, "artist": song.artist}
    songs = record.fields.get("songs")
    for each in songs if isinstance(songs, list) else ():
        if isinstance(each, dict) and "uri" in each and "name" in each:
            yield str(each["uri"]), {"name": each["name"], "artist": each.get("artist")}


def _answer(record: Record) -> _Answer | None:
    text = unpacked(record.fields.get(KEPT_ANSWER))
    try:
        return None if text is None else msgspec.json.decode(text, type=_Answer)
    except msgspec.DecodeError:
        return None


def _told(song: _Song) -> dict[str, JSON]:
    return {"id": song.uri, "name": song.name, "artist": song.artist}
