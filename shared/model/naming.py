"""Names of music: the genres that most of some songs share, as a listener would say them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from shared.domain.track import Track

MOST_GENRES = 2
"""Genres in a name, at most: three take three lines of a phone."""

LEAST_FITTING = 0.5
"""Share of an answer's songs that a true name of it fits."""

_WEIGHT_AROUND = 0.5
"""Weight of all songs around the named ones; the named ones together have 1."""

_LEAST_GAIN = 0.15
"""Least weight of the songs that a genre adds to those of the genres before it, to be named too."""

_ALMOST = 0.9
"""Share of a genre's songs that a more specific one ("art rock" for "rock") must have to stand for it."""

_CAPITALS = frozenset("dnb ebm edm idm mpb nwobhm opm r&b rnb uk us".split())
"""Words of genres that are written in capitals; tables hold them in small letters."""

_SEPARATOR = " · "


def genre_name(songs: Sequence[Track], around: Sequence[Track] = ()) -> str | None:
    """Return a name of the songs by genres that they have, None if fewer than half have any.

    The first genre is the one most songs have, each other the one that most of the songs left have. `around` are
    songs near them, such as those of their answer: they choose among the songs' genres and add none. The order of
    the songs does not matter.

    >>> genre_name([Track("1", "A", "X", genres=("hip hop", "trap")), Track("2", "B", "Y", genres=("trap",))])
    'Trap'
    """
    spelled = _spellings(songs)
    named = [_folded(song) for song in songs if song.genres]
    if not named or 2 * len(named) < len(songs):
        return None
    near = [_folded(song).intersection(spelled) for song in around]
    weighed = [(genres, 1 / len(named)) for genres in named]
    weighed += [(genres, _WEIGHT_AROUND / len(near)) for genres in near]
    return spoken(spelled[genre] for genre in _covering(weighed))


def spoken(parts: Iterable[str]) -> str:
    """Join the parts of a name as it is shown: "Hip hop · EDM"."""
    words = _SEPARATOR.join(parts).split(" ")
    text = " ".join(word.upper() if word in _CAPITALS else word for word in words)
    return text[:1].upper() + text[1:]


def truest(names: Iterable[str | None], songs: Sequence[Track]) -> str | None:
    """Return the first name of which half of the songs have a genre, else that of most songs; None without any.

    Where genres of the songs are known, a name that fits none of them is no name. Without songs the first counts.
    """
    given = list(dict.fromkeys(filter(None, names)))
    fitting = {name: share_fitting([name], songs) for name in given}
    true = next((name for name in given if fitting[name] >= LEAST_FITTING or not songs), None)
    if true or not given:
        return true
    best = max(given, key=fitting.__getitem__)
    return best if fitting[best] or not any(song.genres for song in songs) else None


def share_fitting(names: Iterable[str], songs: Sequence[Track]) -> float:
    """Compute the share of songs that have a genre of any of some names, 0 to 1; 0 without songs."""
    genres = {genre for name in names for genre in name.casefold().split(_SEPARATOR)}
    return sum(not genres.isdisjoint(_folded(song)) for song in songs) / max(len(songs), 1)


def first_of(name: str) -> str:
    """Return the first part of a name: "Hip hop" of "Hip hop · EDM"."""
    return name.partition(_SEPARATOR)[0]


def _folded(song: Track) -> frozenset[str]:
    return _all_folded(song.genres)


@lru_cache(maxsize=4_096)
def _all_folded(genres: tuple[str, ...]) -> frozenset[str]:
    """Return the folded forms of some genres; an artist's songs, and many artists, have the same ones."""
    return frozenset(genre.casefold() for genre in genres)


def _spellings(songs: Iterable[Track]) -> Mapping[str, str]:
    """Return one spelling of each genre of the songs by its folded form, one in capitals before others."""
    spelled: dict[str, str] = {}
    for genre in (genre for song in songs for genre in song.genres):
        spelled[genre.casefold()] = min(genre, spelled.get(genre.casefold(), genre))
    return spelled


def _covering(weighed: Sequence[tuple[frozenset[str], float]]) -> list[str]:
    """Choose genres one by one, each by the weight of the songs that it adds."""
    chosen: list[str] = []
    while len(chosen) < MOST_GENRES:
        gains: defaultdict[str, float] = defaultdict(float)
        for genres, weight in weighed:
            for genre in genres:
                gains[genre] += weight
        best = min(gains, key=lambda genre: (-gains[genre], genre), default="")
        if gains[best] < _LEAST_GAIN:
            break
        chosen.append(_most_specific(best, gains))
        weighed = [(genres, weight) for genres, weight in weighed if genres.isdisjoint({best, chosen[-1]})]
    return chosen


def _most_specific(general: str, gains: Mapping[str, float]) -> str:
    """Return a genre that contains the general one and that almost as many songs have, else the general one."""
    words = set(general.split())
    kinds = [
        genre for genre, gain in gains.items() if words < set(genre.split()) and gain >= _ALMOST * gains[general]
    ]
    return min(kinds, key=lambda genre: (-gains[genre], genre), default=general)
