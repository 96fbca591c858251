"""Songs that stand for those a catalogue does not have, and the words that tell the listener so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from shared.domain.track import Track, join_names
from shared.intake import TrackReference
from shared.lanes import checkpoint
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.catalogue import Entry
from shared.model.catalogue.matching import LINES_AT_ONCE
from shared.model.described_songs import Described, described_songs
from shared.model.model import Model
from shared.model.ranking.imputation import IMPUTATIONS
from shared.model.resolve import Match, Resolution, place_of

ALONE, BESIDE = 3 * IMPUTATIONS, IMPUTATIONS
"""Songs that stand for an unknown one of a known artist, where no song was found, and beside others."""

DESCRIBED_ALONE = 2 * IMPUTATIONS
"""Songs that stand for a described one where no song was found: they differ, and tell as much as two songs."""

STAND_IN = 0.5
"""Confidence that such a song is to the listener's liking."""

MOST_LINES = 1_000
"""Unknown songs of one request that others may stand for."""

MOST_UNKNOWN = 50
"""Artists and unknown songs of other artists that an answer goes on with where no song was found."""

_START = "this song is not in our catalogue; "

_NAMED = 2
"""Songs that the words name."""


@dataclass(frozen=True, slots=True)
class _Artist:
    """An artist of whom unknown songs were given."""

    name: str
    songs: Indices
    """The artist's songs in the catalogue, most popular first."""
    unknown: list[TrackReference] = field(default_factory=list)
    """The references to unknown songs, at least one."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Unknown songs, the matches that stand for them, and the words for the listener."""

    unknown: Sequence[TrackReference]
    matches: Sequence[Match]
    why: str


def with_stand_ins(references: Sequence[TrackReference], resolution: Resolution, model: Model) -> Resolution:
    """Add songs of the same artists for the references that were not found, else songs like those described.

    Such a reference stays among the unmatched ones, with the songs that stand for it. Unknown songs of one artist
    count once, and not at all beside a matched song of the artist. Without a known artist, songs of the genres or
    the sound that a file tells stand for it. No more artists and such songs count than songs matched.
    """
    found = {id(match.reference) for match in resolution.matched} | set(map(id, resolution.left))
    missing = [reference for reference in references if id(reference) not in found][:MOST_LINES]
    if not missing:
        return resolution
    rows = _rows(missing, resolution.seeds, model)
    whys = {place_of(reference): row.why for row in rows for reference in row.unknown}
    return resolution.extended((match for row in rows for match in row.matches), whys)


def _rows(missing: Sequence[TrackReference], seeds: Indices, model: Model) -> list[_Row]:
    """Return the rows of songs that stand for unknown ones: those of known artists, then of described songs."""
    artists = _artists(missing, model)
    by_artist = [_of_artist(*each, model) for each in _chosen(artists, seeds, model.retrieval)]
    named = {id(reference) for artist in artists for reference in artist.unknown}
    others = [reference for reference in missing if id(reference) not in named]
    left = (len(seeds) or MOST_UNKNOWN) - sum(1 for row in by_artist if row.matches)
    described = described_songs(others, model, BESIDE if len(seeds) else DESCRIBED_ALONE)
    return [*by_artist, *(_of_described(each, model) for each in islice(described, left))]


def _of_artist(artist: _Artist, songs: Indices, model: Model) -> _Row:
    tracks = model.tracks(songs)
    matches = [
        _match(artist.unknown[0], *each, each[1].artist) for each in zip(songs.tolist(), tracks, strict=True)
    ]
    return _Row(artist.unknown, matches, _why(artist, songs, tracks))


def _of_described(described: Described, model: Model) -> _Row:
    reference, tracks = described.unknown[0], model.tracks(described.songs)
    found = zip(described.songs.tolist(), tracks, strict=True)
    matches = [
        _match(reference, *each, described.stands_for, place // IMPUTATIONS) for place, each in enumerate(found)
    ]
    return _Row(described.unknown, matches, f"{_START}we go on with {described.why}")


def _match(reference: TrackReference, index: int, track: Track, stands_for: str, row: int = 0) -> Match:
    return Match(reference, index, track, STAND_IN, kind="stand_in", stands_for=stands_for, row=row)


def _artists(missing: Sequence[TrackReference], model: Model) -> list[_Artist]:
    """Return the known artists of the references that were not found, in the order of their first mention."""
    artists: dict[int, _Artist] = {}
    listed = [
        entries
        for start in range(0, len(missing), LINES_AT_ONCE)
        for entries in _songs_of_each(missing[start : start + LINES_AT_ONCE], model)
    ]
    for reference, entries in zip(missing, listed, strict=True):
        if entries:
            songs = np.array([entry.track for entry in entries], dtype=np.int32)
            artists.setdefault(entries[0].track, _Artist(entries[0].artist, songs)).unknown.append(reference)
    return list(artists.values())


def _songs_of_each(references: Sequence[TrackReference], model: Model) -> list[list[Entry]]:
    checkpoint()
    return model.search.songs_of_each([reference.ways for reference in references])


def _chosen(artists: Sequence[_Artist], seeds: Indices, retrieval: Retrieval) -> Iterator[tuple[_Artist, Indices]]:
    """Yield the artists that count with the songs that stand for theirs: none where seeds do."""
    left = len(seeds) or MOST_UNKNOWN
    for artist in artists:
        if np.isin(artist.songs, seeds).any():
            yield artist, seeds[:0]
        elif left:
            left -= 1
            yield artist, songs_for(artist.songs, retrieval, BESIDE if len(seeds) else ALONE)


def songs_for(theirs: Indices, retrieval: Retrieval, most: int) -> Indices:
    """Return the songs that stand for an unknown song of an artist, the likeliest first: up to `most`, int32.

    They are the artist's most listed songs, one release of each, then the most listed one of each near artist.
    `theirs` are all the artist's songs, most popular first, at least one.
    """
    own = retrieval.tracks.first_releases(theirs)
    listed = own[retrieval.tracks.counts[own] > 0]
    artist = int(retrieval.tracks.artists[theirs[0]])
    near = retrieval.artists.songs_near(artist) if artist >= 0 else own[:0]
    return np.concatenate([listed, near[~np.isin(near, own)], own[len(listed) :]])[:most]


def _why(artist: _Artist, songs: Indices, tracks: Sequence[Track]) -> str:
    if not len(songs):
        return f"{_START}your other songs by {artist.name} stand for it"
    own = [track for index, track in zip(songs.tolist(), tracks, strict=True) if index in artist.songs]
    named = join_names([f"“{track.name}”" for track in own[:_NAMED]])
    such_as = f", such as {named}" if len(own) > _NAMED else f", {named}"
    others = len(songs) - len(own)
    near = f", and {_counted(others)} by artists often listed with them" if others else ""
    return f"{_START}we go on with {_counted(len(own))} by {artist.name}{such_as}{near}"


def _counted(songs: int) -> str:
    return f"{songs} songs" if songs > 1 else "a song"
