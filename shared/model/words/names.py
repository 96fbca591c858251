"""Names of artists and songs in a sentence, looked up in the catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from shared.domain.bounds import Bounds
from shared.domain.names import credited_artists, fold, leading_name
from shared.domain.track import Track
from shared.intake import Reading as NameReading
from shared.intake import TrackReference
from shared.model.catalogue.found import Found
from shared.model.catalogue.keys import canonical
from shared.model.model import Model
from shared.model.words.effect import Effect
from shared.model.words.sense import Reading, Sense

MOST_LOOKED_UP = 150
"""Runs of words of a sentence that are looked up as artists."""

MOST_TITLES = 8
"""Runs of words that are looked up as titles, which takes longer."""

WELL_KNOWN = 0.05
"""Share of the catalogue, from its most popular song on, whose artists are known by one word in small letters."""

MOST_NEAR_LOOKED_UP = 3
"""Names that are like an unread one and are looked up."""

LEAST_COSINE = 0.2
"""Least likeness in letters of a name that is compared; one slip in a short name costs most of it."""

_LEAST_WELL_KNOWN = 1_000
_LEAST_ALIKE = 84
"""Percent of letters that an artist's name with slips has in common with it."""
_LEAST_WITH_SLIP = 5
"""Letters of the shortest name that may have a slip."""
_LEAST_UNKNOWN = 7
"""Letters of the shortest name of one word that may be little known and have a slip."""


@dataclass(frozen=True, slots=True)
class Named:
    """A run of words that is a name, and the songs it leads to."""

    start: int
    end: int
    found: Found
    text: str

    @property
    def first_track(self) -> int:
        """The index of its most popular song."""
        return self.found.tracks[0][0].track


class Names:
    """Look-ups of names for one sentence."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.known_within = max(_LEAST_WELL_KNOWN, int(WELL_KNOWN * model.track_count))
        """The number of songs, from the most popular on, that are well known."""

    def artists(self, runs: Sequence[tuple[int, int, str]]) -> list[Named]:
        """Return the runs of words that are wholly an artist's name."""
        runs = [run for run in runs if canonical(run[2])][:MOST_LOOKED_UP]
        found = self._model.search.artists_named([text for _, _, text in runs])
        return [Named(start, end, one, text) for (start, end, text), one in zip(runs, found, strict=True) if one]

    def artists_or_songs(self, runs: Sequence[tuple[int, int, str]]) -> list[Named]:
        """Return the runs of words that are wholly a title or an artist's name."""
        runs = [run for run in runs if canonical(run[2])][:MOST_TITLES]
        found = self._model.search.named_alone([text for _, _, text in runs])
        return [Named(start, end, one, text) for (start, end, text), one in zip(runs, found, strict=True) if one]

    def songs_by(self, runs: Sequence[tuple[int, int, str, str]]) -> list[Named]:
        """Return the runs of words, given with their title and artist, that name a song."""
        runs = runs[:MOST_LOOKED_UP]
        found = self._model.search.by_title_and_artist([(NameReading(title, by),) for _, _, title, by in runs])
        return [
            Named(start, end, one, f"{title} by {by}")
            for (start, end, title, by), one in zip(runs, found, strict=True)
            if one
        ]

    def nearest(self, texts: Sequence[str]) -> tuple[int, Found] | None:
        """Return the place of the text that is most like an artist's name, but for slips, and the artist's songs.

        A name of one word begins alike, and is only a single slip away if its artist is not well known: "coffee"
        is not Koffee.
        """
        alike = [(*each, place) for place, text in enumerate(texts) for each in self._alike(text)]
        for _, name, place in sorted(alike, key=lambda each: -each[0])[:MOST_NEAR_LOOKED_UP]:
            found = self._model.search.artists_named([name])[0]
            if found and (" " in fold(texts[place]) or self._is_near(found, texts[place], name)):
                return place, found
        return None

    def _alike(self, text: str) -> list[tuple[float, str]]:
        """Return the names of artists that a text is but for slips, each with its likeness."""
        called = self._model.retrieval.titles.artists_called(text, LEAST_COSINE)
        known = self._model.artists.names(called.artists.tolist()).values()
        return [(likeness, name) for name in known if (likeness := _likeness(text, name))]

    def _is_near(self, found: Found, text: str, name: str) -> bool:
        is_known = found.tracks[0][0].track < self.known_within
        is_slip = len(text) >= _LEAST_UNKNOWN and OSA.distance(fold(text), fold(name)) == 1
        return (is_known or is_slip) and canonical(text)[:1] == canonical(name)[:1]

    def sense(self, name: Named) -> Sense:
        """Return what a name asks for: songs that go with it, or none by the artist."""
        first = name.found.tracks[0][0]
        reference = TrackReference(name.text, 1, title=name.text)
        wanted = Effect(names=((reference, name.found),))
        if name.found.kind == "artist":
            artist = _credited(name.text, first.artist)
            without = Reading(Effect(bounds=Bounds(not_artists=(artist,))), f"nothing by {artist}")
            return Sense("artist", {"": Reading(wanted, f"songs that go with those of {artist}"), "not": without})
        song = Track("", first.name, first.artist)
        without = Reading(Effect(bounds=Bounds(not_words=(first.name,))), f"not “{song.name}”")
        return Sense("song", {"": Reading(wanted, f"songs that go with {quoted(song)}"), "not": without})


def _likeness(text: str, name: str) -> float:
    """Return the percentage of letters that two names share; 0 if more than some slips are between them."""
    one, other = canonical(text), canonical(name)
    likeness = fuzz.ratio(one, other)
    is_slip = min(len(one), len(other)) >= _LEAST_WITH_SLIP and OSA.distance(one, other) == 1
    return likeness if likeness >= _LEAST_ALIKE or is_slip else 0.0


def quoted(song: Track) -> str:
    """Return a song as it is spoken of: “Name” by Artist."""
    return f"“{song.name}” by {song.artist}" if song.artist else f"“{song.name}”"


def _credited(text: str, credit: str) -> str:
    """Return the artist of a credit whom a text names."""
    credited = (leading_name(credit), *credited_artists(credit))
    return next((artist for artist in credited if canonical(artist) == canonical(text)), credited[0])


def without_overlaps(names: Iterable[Named]) -> list[Named]:
    """Return names that share no word, earlier ones first where they do."""
    taken: set[int] = set()
    kept = []
    for name in names:
        words = set(range(name.start, name.end))
        if taken.isdisjoint(words):
            taken |= words
            kept.append(name)
    return kept
