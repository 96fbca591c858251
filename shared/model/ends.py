"""The two songs at the ends of a path: each a link, an id, a song's name or an artist, and clear."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from shared.domain.track import Track
from shared.errors import InvalidInput, UnclearSong
from shared.intake import TrackReference
from shared.intake.bounds import SHOWN
from shared.intake.one_song import read_song
from shared.intake.short_links import with_short_links_followed
from shared.model.model import Model
from shared.model.releases import with_other_releases
from shared.model.resolve import Match, Resolution, resolve
from shared.model.strays import is_unsure
from shared.ports import ShortLinks, TrackNames

End = Literal["from", "to"]

_ENDS: tuple[End, End] = ("from", "to")

ONE_SONG = "one song: its link or id, or its title and artist"

_MOST_SUGGESTED = 4


def ends_of(
    start: str, end: str, model: Model, names: TrackNames | None = None, links: ShortLinks | None = None
) -> Resolution:
    """Match two texts with a song each: the resolution has the two matches, the start's first.

    An artist who is named alone is taken for their best known song. `names` and `links` look ids and short links
    up. Raises UnclearSong where a text names no known song or may name several, with those that may be meant, and
    InvalidInput for what is no song at all, and for the same song twice.
    """
    given = [_reference(*each, links) for each in zip(_ENDS, (start, end), strict=True)]
    found = resolve(given, model)
    if names is not None:
        found = with_other_releases(found, given, model, names)
    matches = tuple(
        _match(field, text, [match for match in found.matched if match.reference.line == line], model)
        for line, (field, text) in enumerate(zip(_ENDS, (start, end), strict=True), start=1)
    )
    songs = model.retrieval.tracks.songs[[match.index for match in matches]]
    if songs[0] == songs[1]:
        raise InvalidInput(
            "A path leads from one song to another",
            expected="two different songs for from and to",
            found=f"{matches[0].track.title} for both",
            cure="name another song to arrive at",
        )
    return Resolution(matches, ())


def _reference(field: End, text: str, links: ShortLinks | None) -> TrackReference:
    read = read_song(text)
    if links is not None:
        read = with_short_links_followed(read, links)
    if len(read.references) != 1:
        raise InvalidInput(
            f"{field} is not one song",
            expected=ONE_SONG,
            found=f"{len(read.references)} songs" if read.references else repr(text[:SHOWN]),
            cure=f"name one song for {field}",
        )
    return replace(read.references[0], line=1 + _ENDS.index(field))


def _match(field: End, text: str, found: Sequence[Match], model: Model) -> Match:
    """Return the one song that is meant."""
    if not found:
        hits = model.search_songs(text[:SHOWN], _MOST_SUGGESTED)
        raise _unclear(f"The song to go {field} is not known here", text, [hit.track for hit in hits])
    first = found[0]
    if len({match.stands_for for match in found}) == 1 and first.kind == "artist":
        return replace(first, note=f"the best known song of {first.stands_for} here")
    songs = [each.track for each in found]
    if len(found) > 1 or is_unsure(first):
        raise _unclear(f"The song to go {field} may be one of several", text, [*songs, *first.alternatives])
    return first


def _unclear(what: str, text: str, tracks: Sequence[Track]) -> UnclearSong:
    shown = tracks[:_MOST_SUGGESTED]
    return UnclearSong(
        what,
        expected=ONE_SONG,
        found=repr(text[:SHOWN]),
        cure=f"name one of these: {'; '.join(track.title for track in shown)}" if shown else "name another song",
        songs=[(track.id, track.name, track.artist) for track in shown],
    )
