"""Names of clusters: the words typical of a cluster's playlists, or adjectives for its sound."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import fold
from shared.domain.track import FEATURES, join_names
from shared.model.atlas import ClusterInfo
from shared.model.reasons import SOUND
from training.fit.clusters import Clusters
from training.read.dataset import Dataset

_WORDS = 8
_NAMED = 3
_MOST_READ = 50_000
"""Playlists whose words are counted, at most; this sample names clusters as well as a million does."""
_LEAST_PLAYLISTS = 3
"""Fewest playlists of a cluster that a word of its name is on."""
_OUT_OF_ORDINARY = 0.25
"""Least distance from the average, in standard deviations of playlists' means, of a feature that is named."""
_STOP_WORDS = frozenset(
    (
        "a all an and are at best by de el en feat for from ft i in is it la life list los me mix more music my"
        " new no of on or our playlist playlists s song songs spotify that the this to top track tracks tunes u"
        " up vol we with you your"
    ).split()
)


def name_clusters(dataset: Dataset, clusters: Clusters, means: NDArray[np.float32]) -> list[ClusterInfo]:
    """Describe each cluster by words of titles and genres, and by adjectives for its sound.

    Words are ranked by class-based tf-idf (Grootendorst, "BERTopic", 2022, equation 1) over the playlists.
    """
    read = np.sort(np.random.default_rng(0).permutation(len(dataset))[:_MOST_READ])
    documents = {row: _words(dataset, row) for row in read.tolist()}
    everywhere = Counter(word for words in documents.values() for word in words)
    spread = np.sqrt(_mean_of_known((means - _mean_of_known(means)) ** 2))
    average = _mean_of_known(means)
    described = []
    for cluster, centre in enumerate(clusters.centres):
        members = np.flatnonzero(clusters.of_playlist == cluster)
        words = _typical_words(
            [documents[row] for row in members.tolist() if row in documents], everywhere, len(clusters.centres)
        )
        sounds = _sounds((centre - average) / np.maximum(spread, 1e-9))
        described.append((words, sounds, len(members)))
    names = _distinct([_title(words, sounds) for words, sounds, _ in described])
    return [
        ClusterInfo(id=cluster, name=names[cluster], playlists=size, words=words, sound=sounds)
        for cluster, (words, sounds, size) in enumerate(described)
    ]


def _mean_of_known(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Average each column over its known values; 0 if there is none."""
    known = ~np.isnan(values)
    return np.asarray(np.nansum(values, axis=0) / np.maximum(known.sum(axis=0), 1), dtype=np.float64)


def _words(dataset: Dataset, row: int) -> set[str]:
    """Return the words of a playlist's title, and the genres that two or more of its tracks share."""
    genres = Counter(genre.casefold() for track in dataset.playlist(row) for genre in dataset.tracks.genres[track])
    title = {word for word in fold(dataset.playlist_names[row]).split() if not word.isdigit()}
    return {word for word in title if word not in _STOP_WORDS and len(word) > 1} | {
        genre for genre, count in genres.items() if count > 1
    }


def _typical_words(documents: Sequence[set[str]], everywhere: Counter[str], clusters: int) -> list[str]:
    here = Counter(word for words in documents for word in words)
    average = sum(everywhere.values()) / clusters
    scores = {
        word: count / len(documents) * np.log1p(average / everywhere[word])
        for word, count in here.items()
        if count >= _LEAST_PLAYLISTS
    }
    return sorted(scores, key=lambda word: (-scores[word], word))[:_WORDS]


def _sounds(deviation: NDArray[np.float32]) -> list[str]:
    """Return adjectives for the features far from the average, the farthest first."""
    by_feature = {feature: float(deviation[FEATURES.index(feature)]) for feature in SOUND}
    far = sorted(
        (feature for feature, value in by_feature.items() if abs(value) >= _OUT_OF_ORDINARY),
        key=lambda feature: -abs(by_feature[feature]),
    )
    return [SOUND[feature][by_feature[feature] > 0] for feature in far]


def _title(words: Sequence[str], sounds: Sequence[str]) -> str:
    """Join the first words, without those that contain an earlier one or are contained in it."""
    if not words:
        return join_names(list(sounds[:_NAMED])).capitalize() or "A bit of everything"
    kept: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return " · ".join(kept[:_NAMED])


def _distinct(titles: Iterable[str]) -> list[str]:
    """Append numbers to titles that occur more than once."""
    seen: Counter[str] = Counter()
    distinct = []
    for title in titles:
        seen[title] += 1
        distinct.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return distinct
