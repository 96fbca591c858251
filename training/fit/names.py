"""Names of clusters: genres of its playlists' songs, words of their titles, or its typical artists."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import fold
from shared.domain.track import join_names
from shared.model.atlas import ClusterInfo
from shared.model.candidates.tracks import Indices
from shared.model.naming import first_of, spoken
from training.fit.clusters import Clusters
from training.fit.typical import Terms, most_typical, typical_artists
from training.read.dataset import Dataset

_NAMED = 2
"""Genres or words of a name: more of them take three lines of a phone."""
_TRIED = 4
"""Genres or words, the most typical first, of which one may begin a name if those before it begin others."""
_SOUNDS_NAMED = 3
_ARTISTS_NAMED = 2
_MOST_READ = 50_000
"""Playlists whose words are counted, at most; this sample names clusters as well as a million does."""
_MOST_SONGS = 200_000
"""Songs whose genres are counted, at most, the most popular ones."""
_LEAST_SHARE = 0.1
"""Share of a cluster's songs that must have a genre of its name, or of its playlists a word."""
_LEAST_PAIRS = 3
"""Titles that two words must stand side by side in to be one term, and in half of those with the rarer one."""
_STOP_WORDS = frozenset(
    (
        "a all an and are at best by de el en feat for from ft i in is it la life list los me mix more music my"
        " new no of on or our playlist playlists s song songs spotify that the this to top track tracks tunes u"
        " up vol we with you your"
    ).split()
)


def name_clusters(
    dataset: Dataset, clusters: Clusters, of_track: Indices, sound_of: Callable[[Indices], list[str]]
) -> list[ClusterInfo]:
    """Describe each cluster by genres and words of titles, or by artists, and by adjectives for its sound.

    `of_track` is (n,) int32, each track's cluster, -1 for none; `sound_of` returns adjectives for some tracks.
    No two names begin with the same words, but where a cluster's words all begin others: then an artist is added.
    """
    read = np.sort(np.random.default_rng(0).permutation(len(dataset))[:_MOST_READ])
    read = read[clusters.of_playlist[read] >= 0]
    members = [read[clusters.of_playlist[read] == cluster] for cluster in range(len(clusters.centres))]
    artists = typical_artists(dataset, members)
    genres = [_genres(dataset, tracks) for tracks in _by_cluster(of_track[:_MOST_SONGS], len(members))]
    terms = dict(zip(read.tolist(), _title_terms([dataset.playlist_names[row] for row in read]), strict=True))
    titles = [[terms[row] for row in rows.tolist()] for rows in members]
    both = [[terms[row] | _shared_genres(dataset, row) for row in rows.tolist()] for rows in members]
    words = [_without_parts(typical) for typical in most_typical(both)]
    sounds = [sound_of(_songs(dataset, rows)) for rows in members]
    telling = _beginning_apart(map(_telling, _typical_of_many(genres), _typical_of_many(titles)))
    names = _distinct(map(_name, telling, artists, sounds), artists)
    sizes = np.bincount(clusters.of_playlist[clusters.of_playlist >= 0], minlength=len(members)).tolist()
    return [
        ClusterInfo(id=cluster, name=name, playlists=sizes[cluster], words=told or by, sound=heard)
        for cluster, (name, told, by, heard) in enumerate(zip(names, words, artists, sounds, strict=True))
    ]


def _songs(dataset: Dataset, rows: NDArray[np.int64]) -> Indices:
    """Return the tracks of some playlists, as often as they are on one."""
    return np.concatenate([dataset.indices[:0], *(dataset.playlist(row) for row in rows)])


def _by_cluster(of_track: Indices, clusters: int) -> list[Indices]:
    return [np.flatnonzero(of_track == cluster).astype(np.int32) for cluster in range(clusters)]


def _genres(dataset: Dataset, tracks: Indices) -> list[Terms]:
    return [{genre.casefold() for genre in dataset.tracks.genres[track]} for track in tracks]


def _shared_genres(dataset: Dataset, row: int) -> Terms:
    """Return the genres that two or more tracks of a playlist share."""
    genres = Counter(genre.casefold() for track in dataset.playlist(row) for genre in dataset.tracks.genres[track])
    return {genre for genre, count in genres.items() if count > 1}


def _title_terms(titles: Sequence[str]) -> list[Terms]:
    """Return the words of each title without commonplaces; two that belong together are one term ("hip hop")."""
    worded = [_words(title) for title in titles]
    counts = Counter(word for words in worded for word in set(words))
    pairs = Counter(pair for words in worded for pair in set(pairwise(words)))
    phrases = {
        pair for pair, count in pairs.items() if count >= max(_LEAST_PAIRS, min(map(counts.__getitem__, pair)) / 2)
    }
    return [_with_phrases(words, phrases) for words in worded]


def _words(title: str) -> list[str]:
    words = [word for word in fold(title).split() if not word.isdigit()]
    return [word for word in words if word not in _STOP_WORDS and len(word) > 1]


def _with_phrases(words: Sequence[str], phrases: Collection[tuple[str, str]]) -> Terms:
    found = [pair for pair in pairwise(words) if pair in phrases]
    return {" ".join(pair) for pair in found} | (set(words) - {word for pair in found for word in pair})


def _typical_of_many(clusters: Sequence[Sequence[Terms]]) -> list[list[str]]:
    """Return the terms typical of each cluster that _LEAST_SHARE of its songs or playlists have.

    None for a cluster where fewer than half have any term.
    """
    return [
        [term for term in typical if sum(term in terms for terms in each) >= _LEAST_SHARE * len(each)]
        if 2 * sum(map(bool, each)) >= len(each)
        else []
        for typical, each in zip(most_typical(clusters), clusters, strict=True)
    ]


def _telling(genres: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return the genres that may name a cluster, else the words of titles."""
    return _without_parts(genres or titles)[:_TRIED]


def _beginning_apart(clusters: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the words of each cluster, first the most typical one that no cluster before begins with, if any.

    A narrow map shows the beginning of a name alone.
    """
    begun: set[str] = set()
    apart: list[list[str]] = []
    for words in clusters:
        first = [word for word in words if word not in begun][:1]
        apart.append([*first, *(word for word in words if word not in first)])
        begun |= {*apart[-1][:1]}
    return apart


def _name(telling: Sequence[str], artists: Sequence[str], sounds: Sequence[str]) -> str:
    """Return a name by genres or words of titles, else by artists, else by sound, as there are."""
    if telling:
        return spoken(telling[:_NAMED])
    if artists:
        return f"{', '.join(artists[:_ARTISTS_NAMED])} and more"
    return join_names(list(sounds[:_SOUNDS_NAMED])).capitalize() or "A bit of everything"


def _without_parts(words: Sequence[str]) -> list[str]:
    """Return the words and phrases without those that contain an earlier one or are contained in it."""
    kept: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept


def _distinct(names: Iterable[str], artists: Sequence[Sequence[str]]) -> list[str]:
    """Return the names; one that begins as one before it goes on with its most typical artist, else a number."""
    begun: Counter[str] = Counter()
    distinct: list[str] = []
    for name, by in zip(names, artists, strict=True):
        first = first_of(name)
        begun[first] += 1
        told = next((other for artist in by if (other := spoken([first, artist])) not in distinct), None)
        distinct.append(name if begun[first] == 1 else told or f"{first} ({begun[first]})")
    return distinct
