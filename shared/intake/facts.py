"""Columns of a table that describe songs, as Exportify writes them: genres and audio features.

They tell what an unknown song is like, and nothing is learned from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from shared.domain.described import UNDETECTED, SongFacts, split_genres
from shared.domain.track import FEATURES
from shared.intake.headers import key_of

MOST_GENRES = 10
"""Genres of a song that are kept."""

_LONGEST_GENRE = 50
"""Characters; a longer text is no genre."""

_LONGEST_NUMBER = 24

_GENRES = frozenset(map(key_of, ("Genres", "Genre", "Artist Genres", "Track Genres", "Track Genre")))
_FEATURES = {key_of(feature): feature for feature in FEATURES} | {key_of("Track Duration (ms)"): "duration_ms"}

_SHARE = (0.0, 1.0)
_RANGES = dict.fromkeys(FEATURES, _SHARE) | {
    "key": (-1.0, 11.0),
    "loudness": (-60.0, 6.0),
    "tempo": (0.0, 300.0),
    "duration_ms": (1.0, 86_400_000.0),
    "time_signature": (0.0, 7.0),
}
"""Least and greatest value of each feature in Spotify's units, those for "not detected" included."""


@dataclass(frozen=True, slots=True)
class FactColumns:
    """The positions of the columns that describe songs; a table may have none."""

    genres: int = -1
    features: Mapping[str, int] = field(default_factory=dict)

    def facts(self, cells: Sequence[str]) -> SongFacts | None:
        """Return the facts of a row, None if it has none."""
        genres = split_genres(cells[self.genres]) if 0 <= self.genres < len(cells) else ()
        known = {
            feature: value
            for feature, place in self.features.items()
            if place < len(cells) and (value := _value(cells[place], feature)) is not None
        }
        if not genres and not known:
            return None
        kept = tuple(genre for genre in genres if len(genre) <= _LONGEST_GENRE)[:MOST_GENRES]
        return SongFacts(kept, tuple(map(known.get, FEATURES)) if known else ())


def fact_columns(header: Sequence[str], held: Sequence[Sequence[str]]) -> FactColumns:
    """Return the columns under known headers; `held` are the cells of each column that are not empty.

    Features are left out where one is in another unit than Spotify's, as percentages are: then all may be.
    """
    keys = [key_of(cell) for cell in header]
    genres = next((place for place, key in enumerate(keys) if key in _GENRES and held[place]), -1)
    features = {_FEATURES[key]: place for place, key in reversed(list(enumerate(keys))) if key in _FEATURES}
    in_units = all(
        _is_within(number, feature)
        for feature, place in features.items()
        for cell in held[place]
        if (number := _number(cell)) is not None
    )
    return FactColumns(genres, features if in_units else {})


def _value(cell: str, feature: str) -> float | None:
    number = _number(cell)
    known = number is not None and _is_within(number, feature) and number != UNDETECTED.get(feature)
    return number if known else None


def _is_within(number: float, feature: str) -> bool:
    least, greatest = _RANGES[feature]
    return least <= number <= greatest


def _number(cell: str) -> float | None:
    """Return the finite number of a cell, with a point or a comma before its decimals; None if it has none."""
    try:
        number = float(cell[:_LONGEST_NUMBER].replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None
