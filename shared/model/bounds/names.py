"""Bounds on names: artists and words that are out. Names are read of tracks that are looked at, each once."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import Bounds
from shared.domain.names import fold
from shared.errors import InvalidInput
from shared.model.bounds.bound import Bound, listed
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.catalogue import Catalogue, Names
from shared.model.catalogue.keys import all_artist_forms, canonical

MOST_READ = 20_000
"""Tracks whose names are read for one request, a fifth of a second; any other is taken for one that is out."""


def name_bounds(bounds: Bounds, catalogue: Catalogue) -> list[Bound]:
    """Return the bounds on names. Raises InvalidInput for a name or a word without a letter."""
    found: list[Bound] = []
    if bounds.not_artists:
        out = _folded(bounds.not_artists, canonical, "an artist to leave out")
        found.append(
            _bound(f"not by {listed(bounds.not_artists)}", "all are by them", _Judge(catalogue, out, _by))
        )
    if bounds.not_words:
        out = _folded(bounds.not_words, lambda word: f" {text} " if (text := fold(word)) else "", "a word")
        words = listed([f"“{word}”" for word in bounds.not_words])
        found.append(
            _bound(f"without {words} in title or album", "all have it there", _Judge(catalogue, out, _has))
        )
    return found


def _bound(words: str, none: str, judge: "_Judge") -> Bound:
    return Bound(words, none, judge.allows, reads_texts=True)


def _folded(names: Sequence[str], form: Callable[[str], str], what: str) -> frozenset[str]:
    forms = [form(name) for name in names]
    if "" in forms:
        raise InvalidInput(
            f"{what.capitalize()} has no letters", expected="a name", found=repr(names[forms.index("")][:80])
        )
    return frozenset(forms)


def _by(names: Names, out: frozenset[str]) -> bool:
    return not out.isdisjoint(all_artist_forms(names.name, names.artist))


def _has(names: Names, out: frozenset[str]) -> bool:
    text = f" {fold(names.name)}  {fold(names.album)} "
    return any(word in text for word in out)


class _Judge:
    """The tracks of one request that are looked at, each once."""

    def __init__(
        self, catalogue: Catalogue, out: frozenset[str], is_out: Callable[[Names, frozenset[str]], bool]
    ) -> None:
        self._catalogue = catalogue
        self._out = out
        self._is_out = is_out
        self._kept: dict[int, bool] = {}
        """Verdicts by track."""

    def allows(self, tracks: Indices) -> NDArray[np.bool_]:
        """Return which tracks keep to the bound: (len(tracks),) bool. No more than the first MOST_READ may."""
        kept, first = self._kept, tracks[:MOST_READ].tolist()
        if unread := [track for track in first if track not in kept][: MOST_READ - len(kept)]:
            read = self._catalogue.names_of(unread)
            kept.update({track: not self._is_out(names, self._out) for track, names in read.items()})
        found = np.zeros(len(tracks), dtype=np.bool_)
        found[: len(first)] = [kept.get(track, False) for track in first]
        return found
