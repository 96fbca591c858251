"""Match references as listeners write them with tracks of the catalogue, with a confidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from shared.domain.names import credited_artists, leading_name, song_key
from shared.domain.track import Track
from shared.intake import TrackReference, Unread
from shared.lanes import checkpoint
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.found import SURE, Found, MatchKind
from shared.model.catalogue.keys import canonical
from shared.model.given_artists import (
    UNKNOWN_ARTIST,
    artists_alone,
    divided_into_artists,
    with_as_many_songs_each,
)
from shared.model.model import Model
from shared.model.ranking.song_group import SongGroup, UnknownSong
from shared.model.several_songs import divided, is_one_song

MOST_ALTERNATIVES = 4
"""Other songs named for a match that is not sure."""

MOST_NAMES = 10_000
"""Songs of one request that are looked up by their names, the first ones; ids are looked up all the same."""

WHY_LEFT = (
    f"they were not looked up: {MOST_NAMES:,} names at most are read at once, fewer where that takes long; "
    "send these songs by themselves"
)

SONGS_OF_ARTIST = 3
"""Songs that stand for an artist who is named alone, the most popular ones; several artists have as many each."""


@dataclass(frozen=True, slots=True)
class Match:
    """A reference and the track it was matched with."""

    reference: TrackReference
    index: int
    track: Track
    confidence: float
    """1 for an id or equal words; less where the words are only similar."""
    alternatives: tuple[Track, ...] = ()
    """Other songs that the reference may name, the likeliest first."""
    kind: MatchKind = "song"
    """Whether the reference names this song, its artist alone, or a song that is unknown."""
    stands_for: str = ""
    """Name for reasons in place of a song the listener did not give: its artist, or the songs of a cluster."""
    note: str = ""
    """How the song was found, where that is neither by its id nor by the given words, for the listener."""
    row: int = 0
    """Songs of one row tell of one song; those that stand for a described one are in two rows."""


Place = tuple[str, int]
"""The source and line of a reference; references of one place have one id."""


def place_of(piece: TrackReference | Unread) -> Place:
    """Return the place of a reference or of what could not be read."""
    return piece.source, piece.line


@dataclass(frozen=True, slots=True)
class Resolution:
    """References found in the catalogue, and those not found with the reason."""

    matched: tuple[Match, ...]
    unmatched: tuple[Unread, ...]
    strays: tuple[Match, ...] = ()
    """Unsure matches that fit no other song of the request: no seeds."""
    left: tuple[TrackReference, ...] = ()
    """References that were not looked up, as the request's work was over; `unmatched` has one piece for all."""

    def extended(self, matched: Iterable[Match], whys: Mapping[Place, str]) -> "Resolution":
        """Return this with more matches, in the order of lines, and with other reasons for unmatched places."""
        return replace(
            self,
            matched=tuple(sorted((*self.matched, *matched), key=lambda match: match.reference.line)),
            unmatched=tuple(replace(each, why=whys.get(place_of(each), each.why)) for each in self.unmatched),
        )

    @property
    def track_ids(self) -> tuple[str, ...]:
        """The distinct ids of the matched tracks, in the order of the references."""
        return tuple(dict.fromkeys(match.track.id for match in self.matched))

    @property
    def seeds(self) -> Indices:
        """The distinct track indices but for stand-ins, in the order of the references: int32."""
        return _distinct_indices(match.index for match in self.matched if match.kind != "stand_in")

    @property
    def given(self) -> SongGroup:
        """The seeds, and the unknown songs with those that stand for them."""
        unknown: dict[int, tuple[str, dict[int, list[int]]]] = {}
        for match in self.matched:
            if match.kind == "stand_in":
                _, rows = unknown.setdefault(id(match.reference), (match.reference.source, {}))
                rows.setdefault(match.row, []).append(match.index)
        return SongGroup(
            self.seeds,
            tuple(
                UnknownSong(source, tuple(map(_distinct_indices, rows.values())))
                for source, rows in unknown.values()
            ),
        )

    @property
    def stand_ins(self) -> tuple[Indices, ...]:
        """The songs that stand for each unknown one, by row, the likeliest first: int32 each."""
        return self.given.stand_ins

    @property
    def evidence(self) -> Indices:
        """The seeds and then all stand-ins, each once: int32."""
        return self.given.evidence

    @property
    def stands_for(self) -> dict[str, str]:
        """Return the name each seed stands for, by its id; without those that are named as songs too."""
        named = {match.track.id for match in self.matched if not match.stands_for}
        others = {match.track.id: match.stands_for for match in self.matched}
        return {id: other for id, other in others.items() if id not in named}


def _distinct_indices(indices: Iterable[int]) -> Indices:
    return np.array(list(dict.fromkeys(indices)), dtype=np.int32)


def resolve(references: Sequence[TrackReference], model: Model) -> Resolution:
    """Look every reference up, by its id or ISRC where it has one, else by title and artist."""
    indices = _indices(references, model)
    named = [each for each, index in zip(references, indices, strict=True) if each.ways and index < 0]
    songs, rest, parted, left = _songs_of(named, model)
    songs = [*songs, *artists_alone(references, model)]
    found = [*_by_id(references, indices, model), *matches_of(songs, model)]
    matched = sorted(found, key=lambda match: match.reference.line)
    known = {id(match.reference) for match in matched} | parted | set(map(id, left))
    unmatched = [
        Unread(reference.source, reference.line, _why_not(reference))
        for reference in references
        if id(reference) not in known
    ]
    unmatched = sorted((*unmatched, *rest, *_not_read(left)), key=lambda each: each.line)
    return Resolution(tuple(matched), tuple(unmatched), left=tuple(left))


def _not_read(left: Sequence[TrackReference]) -> list[Unread]:
    """Return the report of the songs that were not looked up."""
    return [Unread(f"{len(left):,} more songs", left[0].line, WHY_LEFT)] if left else []


def _indices(references: Sequence[TrackReference], model: Model) -> list[int]:
    """Return the index of each reference's track by its id, else by its ISRC, else -1."""
    by_id = _known([reference.track_id or "" for reference in references], model)
    by_isrc = _known([reference.isrc for reference in references], model)
    found: list[int] = np.where(by_id >= 0, by_id, by_isrc).tolist()
    return found


def _known(ids: Sequence[str], model: Model) -> Indices:
    """Look ids up; most lines have none, and cost nothing. Returns (len(ids),) int32, -1 if empty or unknown."""
    given = [place for place, id in enumerate(ids) if id]
    found = np.full(len(ids), -1, dtype=np.int32)
    if given:
        found[given] = model.index_of_each([ids[place] for place in given])
    checkpoint()
    return found


def _by_id(references: Sequence[TrackReference], indices: Sequence[int], model: Model) -> list[Match]:
    hits = [(reference, index) for reference, index in zip(references, indices, strict=True) if index >= 0]
    tracks = model.tracks([index for _, index in hits])
    return [Match(reference, index, track, 1.0) for (reference, index), track in zip(hits, tracks, strict=True)]


Songs = Sequence[tuple[TrackReference, Found]]


def _songs_of(
    named: Sequence[TrackReference], model: Model
) -> tuple[Songs, list[Unread], set[int], Sequence[TrackReference]]:
    """Look titles up; a line of several songs gives each of them.

    Returns the songs found, what is left of lines with several, the identities of lines that were divided, and the
    references that were not looked up.
    """
    if not named:
        return [], [], set(), []
    looked_up = model.search.match_each([each.ways for each in named[:MOST_NAMES]])
    found = list(zip(named, looked_up, strict=False))
    unclear = [each for each in found if not is_one_song(*each)]
    parts = {
        id(reference): division
        for lines, divisions in (
            (unclear, divided(model.search, unclear)),
            (found, divided_into_artists(model.search, found)),
        )
        for (reference, _), division in zip(lines, divisions, strict=True)
        if division
    }
    songs = [(reference, one) for reference, one in found if one is not None and id(reference) not in parts]
    songs += [song for division in parts.values() for song in division.songs]
    rest = [each for division in parts.values() for each in division.rest]
    return songs, rest, set(parts), named[len(looked_up) :]


def matches_of(hits: Songs, model: Model) -> list[Match]:
    """Return the matches of references that were found by their words."""
    hits = with_as_many_songs_each(hits, SONGS_OF_ARTIST)
    wanted = {entry.track for _, one in hits for entry, _ in one.tracks[: 1 + MOST_ALTERNATIVES]}
    tracks = dict(zip(wanted, model.tracks(list(wanted)), strict=True))
    return [match for reference, one in hits for match in _matches(reference, one, tracks)]


def _matches(reference: TrackReference, found: Found, tracks: Mapping[int, Track]) -> list[Match]:
    """Return the match of a song, with alternatives if it is not sure, or one for each song of an artist."""
    index = {tracks[entry.track].id: entry.track for entry, _ in found.tracks[: 1 + MOST_ALTERNATIVES]}
    songs = _distinct([tracks[place] for place in index.values()])
    first, *others = songs
    confidence = round(found.confidence, 3)
    if found.kind == "artist":
        return [
            Match(reference, index[song.id], song, confidence, kind="artist", stands_for=_named(reference, song))
            for song in songs
        ]
    alternatives = tuple(others) if confidence < SURE else ()
    return [Match(reference, index[first.id], first, confidence, alternatives)]


def _named(reference: TrackReference, song: Track) -> str:
    """Return the artist of a song whom a reference names, as credited; the leading one if it names none."""
    credited = (leading_name(song.artist), *credited_artists(song.artist))
    forms = {canonical(reading.title) for reading in reference.ways}
    return next((artist for artist in credited if canonical(artist) in forms), credited[0])


def _distinct(tracks: Sequence[Track]) -> list[Track]:
    """Return the tracks without other releases of a song before."""
    songs: dict[str, Track] = {}
    for track in tracks:
        songs.setdefault(song_key(track.name, track.artist), track)
    return list(songs.values())


def _why_not(reference: TrackReference) -> str:
    checkpoint()
    if reference.artist_id:
        return UNKNOWN_ARTIST
    if reference.is_artist:
        return "no artist in the catalogue is called so"
    if (reference.track_id or reference.isrc) and not reference.title:
        return "this track is not in the catalogue"
    return "no song in the catalogue is near enough to this title"
