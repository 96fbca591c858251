"""Bounds on what kind of song it is: genres, versions, whether it is marked explicit, and how known it is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import VERSIONS, Bounds, Version
from shared.domain.names import fold
from shared.domain.track import join_names
from shared.errors import InvalidInput
from shared.model.bounds.bound import Bound, Test, listed
from shared.model.bounds.numbers import unknown_of_all
from shared.model.candidates.facts import FactTable
from shared.model.candidates.tracks import Indices, TrackTable

_KNOWN_TO_MANY, _KNOWN_TO_FEW = 0.5, 0.8
"""Share of all entries of playlists that the songs known to many make up, and all but those known to few."""

_VERSIONS: dict[Version, str] = {
    "live": "live versions",
    "remix": "remixes",
    "acoustic": "acoustic versions",
    "instrumental": "instrumentals",
    "karaoke": "karaoke",
    "cover": "covers",
    "demo": "demos",
}


def kind_bounds(bounds: Bounds, facts: FactTable, tracks: TrackTable) -> list[Bound]:
    """Return the bounds on kinds. Raises InvalidInput for one that this model can judge no song by."""
    found = [_explicit(bounds.explicit, facts)] if bounds.explicit is not None else []
    found += [_known(bounds.known, tracks)] if bounds.known is not None else []
    found += [_versions(bounds.not_versions, facts)] if bounds.not_versions else []
    found += [_genres(bounds.genres, facts)] if bounds.genres else []
    return found + ([_not_genres(bounds.not_genres, facts)] if bounds.not_genres else [])


def _genres(genres: Sequence[str], facts: FactTable) -> Bound:
    named = listed([f"“{genre}”" for genre in genres])
    return Bound(f"of {named}", f"none is {named}", _of_genres(genres, facts))


def _not_genres(genres: Sequence[str], facts: FactTable) -> Bound:
    named = listed([f"“{genre}”" for genre in genres])
    # A song of unknown genres keeps to it: nobody calls it one of them.
    of_them = _of_genres(genres, facts)
    return Bound(f"not of {named}", f"all are {named}", lambda tracks: ~of_them(tracks))


def _of_genres(genres: Sequence[str], facts: FactTable) -> Test:
    if not facts.genre_names:
        raise unknown_of_all("genres", "genres")
    wanted = [words for genre in genres if (words := _spaced(genre))]
    joined = {words.replace(" ", "") for words in wanted}
    if not wanted:
        raise InvalidInput("A genre has no letters", expected="names such as “hip hop”", found=repr(list(genres)))

    def is_meant(name: str) -> bool:
        spaced = f" {name} "
        return name.replace(" ", "") in joined or any(words in spaced for words in wanted)

    chosen = facts.genres_where(is_meant)
    return lambda tracks: facts.have_any(tracks, chosen)


def _spaced(text: str) -> str:
    return f" {words} " if (words := fold(text)) else ""


def _versions(versions: Sequence[Version], facts: FactTable) -> Bound:
    bits = np.uint8(sum(1 << VERSIONS.index(version) for version in set(versions)))
    named = join_names([_VERSIONS[version] for version in VERSIONS if version in versions], "or")
    return Bound(f"without {named}", f"all are {named}", lambda tracks: (facts.versions[tracks] & bits) == 0)


def _explicit(explicit: bool, facts: FactTable) -> Bound:
    # A song without a mark keeps to neither: a listener who wants no explicit songs is promised none.
    if not (facts.explicit >= 0).any():
        raise unknown_of_all("whether they are explicit", "explicit")
    words = "marked explicit" if explicit else "marked as not explicit"
    return Bound(words, f"none is {words}", lambda tracks: facts.explicit[tracks] == int(explicit))


def _known(known: str, tracks: TrackTable) -> Bound:
    entries: NDArray[np.int64] = np.cumsum(tracks.counts, dtype=np.int64)
    share = _KNOWN_TO_MANY if known == "many" else _KNOWN_TO_FEW
    last = int(np.searchsorted(entries, share * entries[-1])) if len(entries) else 0
    limit = int(tracks.counts[min(last, len(entries) - 1)])

    def by_many(found: Indices) -> NDArray[np.bool_]:
        return np.asarray(tracks.counts[found] >= limit)

    def by_few(found: Indices) -> NDArray[np.bool_]:
        return np.asarray(tracks.counts[found] <= limit)

    return Bound(f"known to {known}", f"none is known to {known}", by_many if known == "many" else by_few)
