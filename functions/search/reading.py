"""The reading of a text before it is asked by: songs, artists, words, and what is none. Nothing is stored."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from shared.intake import Unread, read_text
from shared.model.model import Model
from shared.model.resolve import Match
from shared.model.understood import understood
from shared.model.words.asked import line_in, with_words

MOST_CHARACTERS = 10_000
"""Some 300 lines: a longer text is read when it is asked by."""

_MOST_MISSED = 3


class ReadingRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A text as it is typed or pasted."""

    text: Annotated[str, Meta(max_length=MOST_CHARACTERS)]


class NamedSong(Struct, gc=False):
    """A song."""

    name: str
    artist: str


class MissedPiece(Struct, gc=False):
    """A piece of the text that names nothing here, and the reason."""

    source: str
    why: str


class ReadingResponse(Struct):
    """The songs, artists and words of a text."""

    model: str
    pieces: int
    """The lines and links that may name a song or an artist."""
    songs: int
    """Those of them that name a song here."""
    first: NamedSong | None
    """The first of these songs."""
    others: int
    """The number of other songs that this one may be."""
    artists: list[str]
    """The artists who are given by name or link."""
    words: list[str]
    """The parts of a sentence that are understood; empty for a text that is none."""
    missed: list[MissedPiece]
    """The first pieces that name nothing here."""
    playlists: int
    """Links of playlists, whose songs no link tells."""
    short_links: int
    """Short links, which are followed when the text is asked by."""


def reading_of(request: ReadingRequest, model: Model) -> ReadingResponse:
    """Return the reading of a text, as an answer to it would have it but for what other services know."""
    given = read_text(request.text)
    found = understood(given.references, model)
    asked = with_words(found, (), line_in(request.text, given.unread), model)
    matched = () if asked.words else found.matched
    songs = [match for match in matched if match.kind == "song"]
    unread = () if asked.words else (*given.unread, *found.unmatched)
    return ReadingResponse(
        model=model.version,
        pieces=len(given.references) + len(given.unread),
        songs=len(songs),
        first=NamedSong(songs[0].track.name, songs[0].track.artist) if songs else None,
        others=len(songs[0].alternatives) if songs else 0,
        artists=_artists(matched),
        words=[part.text for part in asked.words.parts] if asked.words else [],
        missed=_missed(unread),
        playlists=len(given.playlist_ids),
        short_links=len(given.short_links),
    )


def _artists(matched: Sequence[Match]) -> list[str]:
    named = (match.reference.artist or match.track.artist for match in matched if match.kind == "artist")
    return list(dict.fromkeys(named))


def _missed(unread: Sequence[Unread]) -> list[MissedPiece]:
    return [MissedPiece(each.source, each.why) for each in unread[:_MOST_MISSED]]
