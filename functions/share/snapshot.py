"""Snapshot of an answer that no longer needs its search or the model: names and reasons as text."""

from collections.abc import Mapping, Sequence

from shared.domain.list_names import made_from
from shared.domain.one_line import clean
from shared.domain.search import Search
from shared.domain.share import SharedSong, Source, SourceSong
from shared.domain.track import Track
from shared.errors import NotFound
from shared.model.candidates.tracks import Indices
from shared.model.explained import explained
from shared.model.model import Model
from shared.model.reasons import Reason

LONGEST_NAME, LONGEST_REASON = 200, 400
"""Maximum lengths of a song's or artist's name, and of a reason."""

MOST_SOURCES = 50
"""Songs that a list was made from which are named: reasons are about no others."""

UNNAMED = "the songs this list was made from"
"""The words of reasons in place of their names, where these are left out."""

UNTITLED = "A list from Segue"

_LONGEST_SEED = 50


def songs_of(search: Search, model: Model, *, named: bool) -> tuple[SharedSong, ...]:
    """Return the songs of an answer with their reasons, as the served model phrases them.

    Unless they are `named`, no reason names a song that the list was made from. Songs missing in a newer model are
    left out. Raises NotFound if that leaves none.
    """
    seeds, answered = model.indices_of(search.seeds), model.indices_of(search.recommended)
    if not len(answered):
        raise NotFound("None of the songs of this list is in the catalogue any more", cure="ask for a new list")
    stands_for = search.stands_for if named else dict.fromkeys(search.seeds, UNNAMED)
    told = explained(model, seeds, model.tracks(seeds), answered, stands_for)
    return kept_songs(model, answered, told)


def kept_songs(
    model: Model, tracks: Indices, told: Sequence[tuple[Track, Sequence[Reason]]]
) -> tuple[SharedSong, ...]:
    """Return songs as they are kept, each with its reasons; `told` is in the order of `tracks`."""
    colours = model.atlas.colours_of(tracks)
    return tuple(
        SharedSong(
            track.id,
            clean(track.name, LONGEST_NAME),
            clean(track.artist, LONGEST_NAME),
            tuple(clean(_worded(reason), LONGEST_REASON) for reason in reasons),
            track.other_ids,
            (painted.day, painted.night) if painted else None,
        )
        for (track, reasons), painted in zip(told, colours, strict=True)
    )


def source_of(search: Search, model: Model, by: str = "") -> Source:
    """Return what an answer was made from: songs of the catalogue, and what those not named stand for."""
    tracks = model.tracks(model.indices_of(search.seeds))
    songs = list(dict.fromkeys(source_song(track, search.stands_for) for track in tracks))
    return Source(by, len(songs), tuple(songs[:MOST_SOURCES]))


def title_of(search: Search, model: Model) -> str:
    """Return the default title of a list: the names of its seeds, or of what they stand for."""
    tracks = model.tracks(model.indices_of(search.seeds))
    names = {search.stands_for.get(track.id, track.id): _name(track, search.stands_for) for track in tracks}
    return made_from(list(names.values()))


def _worded(reason: Reason) -> str:
    return f"{reason.of_list}: {reason.text}" if reason.of_list else reason.text


def source_song(track: Track, stands_for: Mapping[str, str]) -> SourceSong:
    """Return the song of a seed, or the artist that it stands for."""
    if other := stands_for.get(track.id):
        return SourceSong(clean(other, LONGEST_NAME))
    return SourceSong(clean(track.name, LONGEST_NAME), clean(track.artist, LONGEST_NAME))


def _name(seed: Track, stands_for: Mapping[str, str]) -> str:
    other = clean(stands_for.get(seed.id, ""), _LONGEST_SEED)
    return other or f"“{clean(seed.name, _LONGEST_SEED)}”"
