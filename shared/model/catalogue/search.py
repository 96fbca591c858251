"""Song-name search over a catalogue: as one types, in any word order, forgiving misspellings.

Full-text look-ups stream tracks by popularity and stop early; their number and length are bounded, whatever
is asked.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from shared.domain.names import fold
from shared.domain.track import Track
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.matching import best_match
from shared.model.catalogue.query import (
    Asked,
    Words,
    expression,
    forgiving,
    literal_where_known,
    read_query,
    without_one,
)
from shared.model.catalogue.similarity import NEARLY_WHOLE, likeness
from shared.model.catalogue.texts import texts_of

LEAST_CONFIDENCE = 0.45
"""A track less like the query than this is no answer to a search."""

MOST_CANDIDATES = 100
"""Tracks ranked per look-up: the most popular that hold the words."""

MOST_FILTERED = 300
"""Tracks looked through for a word whose beginning is too common to be looked up."""

MOST_RELAXED = 30
"""Tracks ranked per look-up that leaves words of the query out."""

TRUSTED_SHARE = 1 / 2_000
LEAST_TRUSTED = 50
"""A word in at least this share (and number) of tracks counts as correctly spelled."""

WEIGHT_OF_POPULARITY = 0.35
"""Bonus of the catalogue's most popular track over the least popular; likeness goes up to 1."""

WHOLE_BONUS = 0.5
"""Bonus of a track if the query is its whole title, artist or both; more than that for popularity."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One track found, with the confidence (0 to 1) that it is what was meant."""

    index: int
    track: Track
    confidence: float


class SongSearch:
    """Find tracks of one catalogue by name; any number of threads may ask at once.

    >>> first = model.tracks([0])[0]
    >>> model.search.search(f"{first.name} {first.artist}")[0].track == first
    True
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._trusted = max(LEAST_TRUSTED, int(TRUSTED_SHARE * len(catalogue)))
        self._scale = WEIGHT_OF_POPULARITY / math.log1p(max(len(catalogue), 1))

    def search(self, query: str, limit: int = 10) -> list[SearchHit]:
        """Return up to `limit` tracks whose title or artist match the query, best match first.

        The last word may be unfinished. Among equally good answers the more popular comes first; one title by
        one artist is answered once. The confidence is that of `similarity.likeness`, at least
        LEAST_CONFIDENCE.
        """
        asked = read_query(query, unfinished=True)
        if asked is None:
            return []
        found = self._ranked(asked, self._literal(asked))
        if len(found) < limit:
            found = self._forgiven(asked)
        return self._hits(found[:limit])

    def match(self, title: str, artist: str, reversible: bool) -> SearchHit | None:
        """Return the track that matches a title and artist, or None if the agreement of all is too low.

        `reversible` says that title and artist may be the other way round. The confidence is that of
        `similarity.agreement`, at least LEAST_AGREEMENT: 1.0 for the same title and artist, a little
        less for another version of the song, at most `TITLE_ALONE` without an artist.
        """
        best = best_match(self._catalogue, title, artist, reversible)
        return self._hits([best])[0] if best else None

    def _literal(self, asked: Asked) -> list[Entry]:
        """Return tracks with the query as title, or with every word as it is spelled."""
        return [*self._catalogue.titled(asked.text, MOST_CANDIDATES), *self._holding(asked, *asked.readings)]

    def _forgiven(self, asked: Asked) -> list[tuple[Entry, float]]:
        """Rank the tracks that hold the words or what they may stand for; if there is none, most of the words."""
        asked = forgiving(asked, self._catalogue.vocabulary, self._trusted)
        found = self._ranked(asked, self._literal(asked))
        if found:
            return found
        asked = literal_where_known(asked, self._catalogue.vocabulary)
        readings = dict.fromkeys([*without_one(asked, self._catalogue.vocabulary), self._held_together(asked)])
        entries = [self._holding(asked, words, most=MOST_RELAXED) for words in readings if words]
        return self._ranked(asked, chain.from_iterable(entries))

    def _held_together(self, asked: Asked) -> Words:
        """Return the words for which some track holds the word and all words returned before it."""
        taken: Words = ()
        for word in asked.words:
            if self._holding(asked, (*taken, word), most=1):
                taken = (*taken, word)
        return taken

    def _holding(self, asked: Asked, *readings: Words, most: int = MOST_CANDIDATES) -> list[Entry]:
        """Return tracks with all words of a reading; each kind of look-up has the most popular first."""
        often = self._catalogue.vocabulary.often_begins
        common = [words for words in readings if asked.unfinished and often(words[-1])]
        rare = [words for words in readings if words not in common]
        one_word = [words for words in common if len(words) == 1]
        begun = [entry for (start,) in one_word for entry in self._catalogue.begun(start, most)]
        return [*self._found(asked, rare, most), *begun, *self._filtered(asked, common, most)]

    def _filtered(self, asked: Asked, readings: list[Words], most: int) -> list[Entry]:
        """Return tracks with all words of a reading whose last word is a prefix of too many words.

        Tracks with the words before it are filtered by the prefix. If these are many, the most frequent words
        with the prefix are looked up too.
        """
        before = list(dict.fromkeys(words[:-1] for words in readings if len(words) > 1))
        looked_through = self._found(replace(asked, unfinished=False), before, MOST_FILTERED)
        starts = [f" {words[-1]}" for words in readings]
        found = [entry for entry in looked_through if _begins_a_word(starts, entry)]
        if len(looked_through) < MOST_FILTERED and before:
            return found
        return [*found, *self._found(asked, readings, most)]

    def _found(self, asked: Asked, readings: list[Words], most: int) -> list[Entry]:
        words = expression(asked, self._catalogue.vocabulary, *readings)
        return self._catalogue.holding(words, most) if readings else []

    def _ranked(self, asked: Asked, entries: Iterable[Entry]) -> list[tuple[Entry, float]]:
        """Order distinct songs by likeness and popularity, without those unlike the query."""
        songs: dict[tuple[str, str], tuple[float, int, Entry, float]] = {}
        for entry in dict.fromkeys(entries):
            texts = texts_of(entry.name, entry.artist)
            alike = likeness(asked, texts)
            if alike >= LEAST_CONFIDENCE:
                bonus = WHOLE_BONUS * (alike >= NEARLY_WHOLE) - self._scale * math.log1p(entry.track)
                rated = (alike + bonus, -entry.track, entry, alike)
                song = (texts.title, texts.leading)
                songs[song] = max(rated, songs.get(song, rated))
        return [(entry, alike) for _, _, entry, alike in sorted(songs.values(), reverse=True)]

    def _hits(self, found: list[tuple[Entry, float]]) -> list[SearchHit]:
        tracks = self._catalogue.tracks([entry.track for entry, _ in found])
        return [
            SearchHit(entry.track, track, round(confidence, 3))
            for (entry, confidence), track in zip(found, tracks, strict=True)
        ]


def _begins_a_word(starts: list[str], entry: Entry) -> bool:
    """Return whether a word of the track has one of the prefixes, each given after a space."""
    text = f" {fold(entry.name)} {fold(entry.artist)}"
    return any(start in text for start in starts)
