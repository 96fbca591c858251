"""Search of artists by a name as it is typed, forgiving misspellings, and by their ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz

from shared.domain.names import fold
from shared.model.artists.directory import ArtistDirectory
from shared.model.candidates.artists import ArtistTable
from shared.model.candidates.text_index import TextIndex
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.keys import canonical
from shared.model.catalogue.search import SongSearch

LEAST_CONFIDENCE = 0.75
"""Artists whose names are less like the text are not found."""

MOST_BEHIND = 0.12
"""Confidence by which an artist may be behind the surest one: a right name needs no guesses beside it."""

MOST_LIKE = 60
"""Artists of a like name that are compared."""

BEGUN = 0.97
LATER_WORD = 0.93
"""Factors of confidence for a text that is only the beginning of the name, and of a later word in it."""

WEIGHT_OF_POPULARITY = 0.25
"""Score of the most popular artist above one on no playlist, where 1 is the same name."""

WHOLE_BONUS = 0.15
"""Score for the whole name: it comes before a more popular one that only begins so."""

_SHORT = 4
"""Letters of a text that must be written right: any other name is a few slips away."""


@dataclass(frozen=True, slots=True)
class ArtistHit:
    """An artist found, with the confidence (0 to 1) that it is the one meant."""

    number: int
    name: str
    confidence: float


class _Searched(Protocol):
    """The parts of a model that are searched."""

    catalogue: Catalogue
    search: SongSearch


class ArtistSearch:
    """Search the artists of one catalogue by name or id; any number of threads may call at once."""

    def __init__(
        self, model: _Searched, names: TextIndex, artists: ArtistTable, directory: ArtistDirectory
    ) -> None:
        self._catalogue, self._search = model.catalogue, model.search
        self._names = names
        self._artists = artists
        self._directory = directory
        self._most_popular = max(float(artists.popularity.max(initial=0.0)), 1.0)

    def search(self, text: str, limit: int) -> list[ArtistHit]:
        """Return up to `limit` artists whose name the text is, begins or nearly is, the likeliest first."""
        wanted = fold(text)
        if not wanted:
            return []
        found = self._credited(self._search.with_words(text)) | self._named(text) | self._called_alike(text)
        scored = [
            (self._score(number, confidence), number, name, confidence)
            for number, name in found.items()
            if (confidence := name_confidence(wanted, fold(name))) >= LEAST_CONFIDENCE
        ]
        least = max((confidence for *_, confidence in scored), default=0.0) - MOST_BEHIND
        hits: dict[str, ArtistHit] = {}
        for _, number, name, confidence in sorted(scored, key=lambda each: (-each[0], each[1])):
            if confidence >= least:
                hits.setdefault(fold(name), ArtistHit(number, name, confidence))
        return list(hits.values())[:limit]

    def named(self, text: str) -> int | None:
        """Return the number of the artist whose name a text is, None if there is none."""
        wanted = canonical(text)
        found = {number for number, name in self._named(text).items() if canonical(name) == wanted}
        return max(found, key=lambda number: float(self._artists.popularity[number]), default=None)

    def with_id(self, id: str) -> int | None:
        """Return the number of the artist with an id, None if it is not known."""
        song = self._catalogue.artist_ids.songs([id]).get(id)
        if song is None:
            return None
        numbers, _ = self._artists.credited(np.array([song], dtype=np.int32))
        return int(numbers[0]) if len(numbers) else None

    def _score(self, number: int, confidence: float) -> float:
        popularity = float(self._artists.popularity[number]) / self._most_popular
        return confidence + WEIGHT_OF_POPULARITY * popularity + WHOLE_BONUS * (confidence == 1.0)

    def _named(self, text: str) -> dict[int, str]:
        """Return the artists credited in songs of whoever is called like the text."""
        return self._credited(song for songs in self._search.songs_of_names([text]) for song in songs[:1])

    def _called_alike(self, text: str) -> dict[int, str]:
        """Return artists whose names have letters in common with the text; popular ones before others."""
        hits = self._names.search(text)
        known_by = 1 + self._artists.popularity[hits.texts]
        best = np.argsort(-hits.cosines * known_by, kind="stable")[:MOST_LIKE]
        return self._directory.names(hits.texts[best].tolist())

    def _credited(self, songs: Iterable[Entry]) -> dict[int, str]:
        """Return the artists of some songs, with their names."""
        found: dict[int, str] = {}
        for song in songs:
            found |= self._directory.credited(song.track, song.artist)
        return found


def name_confidence(wanted: str, name: str) -> float:
    """Compute from 0 to 1 how well a folded text is an artist's folded name, as far as it is typed."""
    if wanted == name or canonical(wanted) == canonical(name):
        return 1.0
    words = name.split()
    begun = [
        _begun(wanted, " ".join(words[place:])) * (BEGUN if not place else LATER_WORD)
        for place in range(len(words))
    ]
    return max([_alike(wanted, name), *begun])


def _begun(wanted: str, name: str) -> float:
    """Return the likeness of the beginning of a name."""
    if name.startswith(wanted):
        return 1.0
    return 0.0 if len(wanted) < _SHORT else max(_alike(wanted, name[: len(wanted) + more]) for more in (-1, 0, 1))


def _alike(one: str, other: str) -> float:
    """Return the normalised Indel similarity of two names, 0 for a text too short to hold a slip."""
    return 0.0 if len(one) < _SHORT else min(fuzz.ratio(one, other) / 100, 0.99)
