"""Song-name search over a catalogue: as one types, in any word order, forgiving misspellings.

Full-text look-ups return tracks by popularity and stop early; their number and length are bounded for every query.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from shared.domain.names import fold
from shared.domain.track import Track
from shared.intake import Reading
from shared.model.catalogue.artist_songs import songs_of_artists, songs_of_names
from shared.model.catalogue.catalogue import Catalogue, Entry
from shared.model.catalogue.found import Found
from shared.model.catalogue.matching import by_keys, match_each
from shared.model.catalogue.names_alone import artists_named, by_name_alone
from shared.model.catalogue.query import (
    Query,
    Words,
    match_expression,
    parse_query,
    with_variants,
    without_one_word,
    without_variants_of_known,
)
from shared.model.catalogue.similarity import NEARLY_WHOLE, OTHER_VERSION, similarity_to_query
from shared.model.catalogue.songs_meant import Compared, songs_meant
from shared.model.catalogue.texts import texts_of

LEAST_CONFIDENCE = 0.45
"""Tracks less similar to the query than this are not returned."""

MOST_CANDIDATES = 100
"""Tracks ranked per look-up: the most popular ones with the words."""

MOST_FILTERED = 300
"""Tracks filtered for a prefix that is too common to be looked up."""

MOST_RELAXED = 30
"""Tracks ranked per look-up that leaves words of the query out."""

TRUSTED_SHARE = 1 / 2_000
LEAST_TRUSTED = 50
"""A word in at least this share (and number) of tracks counts as correctly spelled."""

WEIGHT_OF_POPULARITY = 0.35
"""Score of the most popular track above the least popular one, where 1 is full similarity."""

WHOLE_BONUS = 0.5
"""Score for a query that is the whole title, artist or both: more than popularity can add."""

EXACT_BONUS = WEIGHT_OF_POPULARITY
"""Score for a query without a slip, added to WHOLE_BONUS: Cher's "Believe" comes before a popular "Believer"."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One track found, with the confidence (0 to 1) that it is the one meant."""

    index: int
    track: Track
    confidence: float


class SongSearch:
    """Search the tracks of one catalogue by name; any number of threads may call at once.

    >>> first = model.tracks([0])[0]
    >>> model.search.search(f"{first.name} {first.artist}")[0].track == first
    True
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._trusted = max(LEAST_TRUSTED, int(TRUSTED_SHARE * len(catalogue)))
        self._scale = WEIGHT_OF_POPULARITY / math.log1p(max(len(catalogue), 1))

    def search(self, text: str, limit: int = 10) -> list[SearchHit]:
        """Return up to `limit` tracks whose title and artist the text names, likeliest first.

        The last word may be unfinished. Equally good answers are ordered by popularity; each title by one artist
        is returned once. The confidence is that of `similarity.similarity_to_query`, at least LEAST_CONFIDENCE.
        """
        query = parse_query(text, unfinished=True)
        if query is None:
            return []
        found = self.ranked(query, self._literal(query))
        if len(found) < limit:
            found = self._forgiving(query)
        return self._hits(found[:limit])

    def match_each(self, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
        """Return the song or artist each line's readings name, or None if no track is similar enough.

        The confidence is that of `similarity.names_confidence`, at least LEAST_MATCH: 1.0 for the same title and
        artist, a little less for another version of the song, at most `TITLE_ALONE` without an artist.
        Returns fewer than there are lines if the request's work `is_over`: the rest was not looked up.
        """
        return match_each(self._catalogue, self._suggested, self._in_order, lines)

    def by_title_and_artist(self, lines: Sequence[Sequence[Reading]]) -> list[Found | None]:
        """Return the song of which title and artist agree with a reading of each line, as `match_each` does."""
        return by_keys(self._catalogue, lines)

    def named_alone(self, texts: Sequence[str]) -> list[Found | None]:
        """Return the songs that each text is the title of, or those of the artist it names if better known."""
        return by_name_alone(self._in_order, self._catalogue, [(Reading(text, ""),) for text in texts])

    def artists_named(self, texts: Sequence[str]) -> list[Found | None]:
        """Return the most popular songs of the artist that each text names wholly."""
        return artists_named(self._catalogue, texts)

    def _in_order(self, title: str, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries as a search for their title would order them."""
        query = parse_query(title, unfinished=True)
        return [entry for entry, _ in self.ranked(query, entries)] if query else list(entries)

    def songs_of_each(self, lines: Sequence[Sequence[Reading]]) -> list[list[Entry]]:
        """Return the songs of the first known artist each line's readings credit, most popular first, else []."""
        return songs_of_artists(self._catalogue, lines)

    def with_words(self, text: str) -> list[Entry]:
        """Return tracks with the words of a text, the last perhaps unfinished, or else with variants of them."""
        query = parse_query(text, unfinished=True)
        if query is None:
            return []
        return self._literal(query) or self._literal(
            with_variants(query, self._catalogue.vocabulary, self._trusted)
        )

    def songs_of_names(self, names: Sequence[str]) -> list[list[Entry]]:
        """Return the songs of the artist of each name, most popular first, else []."""
        return songs_of_names(self._catalogue, names)

    def _suggested(self, text: str) -> list[Entry]:
        query = parse_query(text, unfinished=False)
        return [entry for entry, _ in self._forgiving(query)] if query else []

    def ranked(self, query: Query, entries: Iterable[Entry]) -> list[tuple[Entry, float]]:
        """Return distinct songs with their similarity to the query, without dissimilar ones, likeliest first.

        The order is by similarity and popularity; of several tracks of a song the best one counts. So a title
        alone is the best known song of that name, though it be known by a remaster.
        """
        compared = [
            Compared(entry, texts, similarity)
            for entry in dict.fromkeys(entries)
            if (similarity := similarity_to_query(query, texts := texts_of(entry.name, entry.artist)))
            >= LEAST_CONFIDENCE
        ]
        counted = songs_meant(compared)
        songs: dict[tuple[str, str], tuple[float, int, Entry, float]] = {}
        for entry, texts, similarity in compared:
            score = self._score(*counted.get(entry.track, (similarity, entry.track)))
            rated = (score, -entry.track, entry, similarity)
            song = (texts.title, texts.leading)
            songs[song] = max(rated, songs.get(song, rated))
        return [(entry, similarity) for _, _, entry, similarity in sorted(songs.values(), reverse=True)]

    def _score(self, similarity: float, track: int) -> float:
        bonus = WHOLE_BONUS * (similarity >= NEARLY_WHOLE) + EXACT_BONUS * (similarity >= OTHER_VERSION)
        return similarity + bonus - self._scale * math.log1p(track)

    def _literal(self, query: Query) -> list[Entry]:
        """Return tracks with this title, then tracks with every word as it is written."""
        return [*self._catalogue.with_title(query.text, MOST_CANDIDATES), *self._matching(query, *query.readings)]

    def _forgiving(self, query: Query) -> list[tuple[Entry, float]]:
        """Rank the tracks with the words or their variants; if there are none, those with most of the words."""
        query = with_variants(query, self._catalogue.vocabulary, self._trusted)
        if found := self.ranked(query, self._literal(query)):
            return found
        # A word that some track has may be a slip too: "The Weekend" for "The Weeknd".
        strict = without_variants_of_known(query, self._catalogue.vocabulary)
        return self._relaxed(strict) or (self._relaxed(query) if strict != query else [])

    def _relaxed(self, query: Query) -> list[tuple[Entry, float]]:
        readings = dict.fromkeys(
            [*without_one_word(query, self._catalogue.vocabulary), self._words_in_one_track(query)]
        )
        entries = [self._matching(query, words, most=MOST_RELAXED) for words in readings if words]
        return self.ranked(query, chain.from_iterable(entries))

    def _words_in_one_track(self, query: Query) -> Words:
        """Return the words, taken in order, that some track contains together with those taken before."""
        taken: Words = ()
        for word in query.words:
            if self._matching(query, (*taken, word), most=1):
                taken = (*taken, word)
        return taken

    def _matching(self, query: Query, *readings: Words, most: int = MOST_CANDIDATES) -> list[Entry]:
        """Return tracks with all words of a reading; each way to look them up returns the most popular first."""
        is_common = self._catalogue.vocabulary.is_common_prefix
        common = [words for words in readings if query.unfinished and is_common(words[-1])]
        rare = [words for words in readings if words not in common]
        prefixes = [words[0] for words in common if len(words) == 1]
        listed = [entry for prefix in prefixes for entry in self._catalogue.with_prefix(prefix, most)]
        return [*self._looked_up(query, rare, most), *listed, *self._filtered(query, common, most)]

    def _filtered(self, query: Query, readings: list[Words], most: int) -> list[Entry]:
        """Return tracks with all words of a reading whose last word is a common prefix.

        They are filtered from the tracks with the words before; if these are many, tracks with the most frequent
        completions are added.
        """
        before = list(dict.fromkeys(words[:-1] for words in readings if len(words) > 1))
        entries = self._looked_up(replace(query, unfinished=False), before, MOST_FILTERED)
        prefixes = [f" {words[-1]}" for words in readings]
        found = [entry for entry in entries if _has_prefix(prefixes, entry)]
        if len(entries) < MOST_FILTERED and before:
            return found
        return [*found, *self._looked_up(query, readings, most)]

    def _looked_up(self, query: Query, readings: list[Words], most: int) -> list[Entry]:
        expression = match_expression(query, self._catalogue.vocabulary, *readings)
        return self._catalogue.matching(expression, most) if readings else []

    def _hits(self, found: list[tuple[Entry, float]]) -> list[SearchHit]:
        tracks = self._catalogue.tracks([entry.track for entry, _ in found])
        return [
            SearchHit(entry.track, track, round(confidence, 3))
            for (entry, confidence), track in zip(found, tracks, strict=True)
        ]


def _has_prefix(prefixes: list[str], entry: Entry) -> bool:
    """Check whether a word of the track starts with a prefix; each prefix begins with a space."""
    text = f" {fold(entry.name)} {fold(entry.artist)}"
    return any(prefix in text for prefix in prefixes)
