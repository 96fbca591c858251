"""Tracks that a line may mean, and the comparison of names by which they are ranked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shared.lanes import checkpoint
from shared.model.catalogue.catalogue import Entry
from shared.model.catalogue.keys import all_artist_forms, title_forms
from shared.model.catalogue.similarity import Names, names_confidence

LEAST_MATCH = 0.55
"""Least confidence of a match."""

SURE = 0.9
"""Confidence from which a match has no alternatives."""

MOST_COMPARED = 100
"""Tracks compared per title or artist, the most popular ones."""

MatchKind = Literal["song", "artist", "stand_in"]
Entries = Mapping[int, list[Entry]]
"""The tracks that have a key, the most popular first."""

Suggest = Callable[[str], list[Entry]]
"""A text -> the tracks a search suggests for it, its words corrected, the likeliest first."""

Rank = Callable[[str, Sequence[Entry]], list[Entry]]
"""A title and tracks that have it -> the tracks in the order in which a search suggests them."""


@dataclass(frozen=True, slots=True)
class Found:
    """The tracks a line may mean with the confidence of each, the likeliest first."""

    kind: MatchKind
    """Whether the line names a song, or an artist whose songs these are."""
    tracks: tuple[tuple[Entry, float], ...]

    @property
    def confidence(self) -> float:
        """The confidence of the likeliest track."""
        return self.tracks[0][1]


def likeliest(compared: Iterable[tuple[Names, Iterable[Entry]]]) -> Found | None:
    """Return the tracks that agree best with the names given for them; earlier names win over equal later ones."""
    checkpoint()
    rated: dict[int, tuple[float, int, Entry]] = {}
    for place, (names, listed) in enumerate(compared):
        for entry in listed:
            confidence = names_confidence(names, names_of(entry))
            if confidence >= LEAST_MATCH and confidence > rated.get(entry.track, (0.0,))[0]:
                rated[entry.track] = (confidence, place, entry)
    best = sorted(rated.values(), key=lambda each: (-each[0], each[1], each[2].track))
    return Found("song", tuple((entry, confidence) for confidence, _, entry in best)) if best else None


def names_of(entry: Entry) -> Names:
    """Return the canonical names of a track."""
    return Names(title_forms(entry.name), all_artist_forms(entry.name, entry.artist))
