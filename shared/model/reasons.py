"""Reasons for a recommendation: facts about it and the seeds that can be checked against the data."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, structs

from shared.domain.names import fold, leading_name
from shared.domain.track import Track, join_names
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.evidence import evidence
from shared.model.naming import spoken
from shared.model.rotation import Rotation

Kind = Literal["artist", "playlists", "near_artist", "genre", "sound", "title", "popular", "step"]

ALL_NAMED: Mapping[str, str] = MappingProxyType({})
"""No seed stands for anything else: the listener named each."""

MOST_REASONS = 3
_MOST_SEEDS_NAMED = 2
_MOST_SEEDS_WEIGHED = 50
_MOST_WORDS = 3

_FEW = 2
"""Playlists that make nothing popular."""

_MANY = 3
"""Shared playlists that are better evidence than a near artist; two, which may be chance, come after it."""


class Reason(Struct, frozen=True, gc=False):
    """One true sentence about a recommendation."""

    kind: Kind
    seeds: tuple[str, ...]
    """Ids of the seeds it is about."""
    text: str
    of_list: str = ""
    """The list it is about, of an answer to several."""
    is_weak: bool = False
    """Whether it may hold of any song: that it sounds alike, shares a single playlist, or is popular."""


class Reasons:
    """Reasons for the tracks of one answer; the evidence for all of them is counted at once."""

    def __init__(
        self,
        retrieval: Retrieval,
        seeds: Indices,
        seed_tracks: Sequence[Track],
        answered: Indices,
        answered_tracks: Sequence[Track],
        stands_for: Mapping[str, str] = ALL_NAMED,
    ) -> None:
        """Count for distinct `seeds` and the `answered` indices, whose tracks are in the same order.

        `stands_for` maps ids of seeds that the listener did not name to what they stand for, as `Match` has it.
        """
        self._counts = retrieval.tracks.counts[answered].tolist()
        self._answered = answered_tracks
        self._tracks = seed_tracks[:_MOST_SEEDS_WEIGHED]
        self._stands_for = [stands_for.get(track.id, "") for track in self._tracks]
        named = zip(self._tracks, self._stands_for, strict=True)
        self._names = [other or f"“{track.name}”" for track, other in named]
        self._rotation = Rotation(self._names)
        self._by_genre = _places_by_genre(self._tracks)
        self._told: dict[tuple[str, ...], tuple[str, str]] = {}
        """The genre to name, and its words, by the genres of a song: those of one artist have the same ones."""
        weighed = seeds[:_MOST_SEEDS_WEIGHED]
        artists = retrieval.tracks.artists[weighed]
        for place, other in enumerate(self._stands_for):
            if other and fold(other) != fold(leading_name(self._tracks[place].artist)):
                artists[place] = -1  # nobody named that artist
        self._evidence = evidence(retrieval, weighed, artists, answered)

    def of_each(self) -> list[tuple[Reason, ...]]:
        """Return one to three reasons for each answered track, in their order; the strongest first.

        Each seed has its turn: over the first reasons of all tracks, then over the second and the third ones.
        """
        told = [self._by_strength(place) for place in range(len(self._answered))]
        passes = [[next(reasons, None) for reasons in told] for _ in range(MOST_REASONS)]
        return [tuple(filter(None, reasons)) for reasons in zip(*passes, strict=True)]

    def _by_strength(self, place: int) -> Iterator[Reason]:
        """Yield the reasons for an answered track, the strongest first.

        A single shared playlist is a reason only if there is no other, and popularity only without even that.
        """
        shared = max(self._evidence.playlists[place], default=0)
        is_theirs = self._evidence.same_artist[place]
        kinds = [self._same_artist if is_theirs else self._near_artist, self._shared_genre, self._shared_sound]
        if shared > 1:
            kinds.insert(0 if shared >= _MANY and not is_theirs else 1, self._shared_playlists)
        none_yet = True
        for reason_of in kinds:
            if reason := reason_of(place):
                none_yet = False
                yield reason
        if none_yet:
            alone = self._shared_playlists(place)
            yield structs.replace(alone, is_weak=True) if alone else popular(self._counts[place])

    def _same_artist(self, place: int) -> Reason | None:
        named = self._rotation.next(self._evidence.same_artist[place], most=_MOST_SEEDS_NAMED)
        if not named:
            return None
        if any(self._stands_for[seed] for seed in named):
            return self._reason("artist", named, f"By {leading_name(self._answered[place].artist)}")
        return self._reason("artist", named, f"By the same artist as {self._join(named)}")

    def _shared_playlists(self, place: int) -> Reason | None:
        named = self._rotation.next(self._evidence.shared_playlists[place], most=_MOST_SEEDS_NAMED)
        if not named:
            return None
        parts = [f"{self._playlists(place, seed)} with {self._names[seed]}" for seed in named]
        return self._reason("playlists", named, f"On {join_names(parts)}")

    def _playlists(self, place: int, seed: int) -> str:
        """Return how many playlists hold the track and a seed; there may be more with what the seed stands for."""
        shared = self._evidence.playlists[place][seed]
        counted = _playlists(shared, about=self._evidence.is_estimated(place, seed))
        return f"{counted} or more" if self._stands_for[seed] else counted

    def _near_artist(self, place: int) -> Reason | None:
        named = self._rotation.next(self._evidence.near_artist[place], most=1)
        if not named:
            return None
        seed, answered = self._tracks[named[0]], self._answered[place]
        near, artist = leading_name(seed.artist), leading_name(answered.artist)
        return self._reason("near_artist", named, f"People who list {near} often list {artist} too")

    def _shared_genre(self, place: int) -> Reason | None:
        """Return a genre, of two seeds rather than of one, and of such the longest: it says more than "pop"."""
        genres = self._answered[place].genres
        if genres not in self._told:
            self._told[genres] = self._genre_named(genres)
        genre, words = self._told[genres]
        if not genre:
            return None
        named = self._rotation.next(self._by_genre[genre], most=_MOST_SEEDS_NAMED)
        return self._reason("genre", named, f"{words}, like {self._join(named)}")

    def _genre_named(self, genres: tuple[str, ...]) -> tuple[str, str]:
        """Return the genre to name of some, and how it is spoken; both are "" if no seed has any."""
        shared = [genre for genre in genres if genre in self._by_genre]
        if not shared:
            return "", ""
        genre = max(shared, key=lambda each: (min(len(self._by_genre[each]), 2), len(each)))
        return genre, spoken([genre])

    def _shared_sound(self, place: int) -> Reason | None:
        named = self._rotation.next(self._evidence.alike[place], most=1)
        if not named:
            return None
        words = self._evidence.words(place, named[0])[:_MOST_WORDS]
        text = f"{join_names(words).capitalize()}, like {self._join(named)}"
        return Reason("sound", (self._tracks[named[0]].id,), text, is_weak=True)

    def _join(self, places: Sequence[int]) -> str:
        return self._names[places[0]] if len(places) == 1 else join_names([self._names[each] for each in places])

    def _reason(self, kind: Kind, places: Sequence[int], text: str) -> Reason:
        return Reason(kind, tuple([self._tracks[place].id for place in places]), text)


def popular(count: int) -> Reason:
    """Return the reason for a track on `count` playlists that has no other."""
    if not count:
        return Reason("popular", (), "Little known: no playlist we learned from holds it yet", is_weak=True)
    known = "Popular: on" if count > _FEW else "On"
    return Reason("popular", (), f"{known} {_playlists(count)} we learned from", is_weak=True)


def _places_by_genre(tracks: Sequence[Track]) -> dict[str, list[int]]:
    """Return the places of the tracks of each genre, in their order."""
    places: dict[str, list[int]] = {}
    for place, track in enumerate(tracks):
        for genre in dict.fromkeys(track.genres):
            places.setdefault(genre, []).append(place)
    return places


def _playlists(count: int, *, about: bool = False) -> str:
    """Return a count of playlists in words; an estimate is rounded to two digits."""
    if about:
        count = round(count, 2 - len(str(count)))
    return f"{'about ' * about}{count:,} {'playlist' if count == 1 else 'playlists'}"
