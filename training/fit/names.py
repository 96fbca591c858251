"""Names of clusters: words of its playlists' titles, its typical artists, or adjectives for its sound."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.names import fold
from shared.domain.track import FEATURES, join_names
from shared.model.atlas import ClusterInfo
from shared.model.sound_words import SOUND
from training.fit.clusters import Clusters, cluster_sounds
from training.fit.typical import most_typical, typical_artists
from training.read.dataset import Dataset

_NAMED = 3
_ARTISTS_NAMED = 2
_MOST_READ = 50_000
"""Playlists whose words are counted, at most; this sample names clusters as well as a million does."""
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
    """Describe each cluster by words of titles and genres, or by artists, and by adjectives for its sound.

    `means` is (p, f) float32, the playlists' mean standardised features, NaN where unknown. Clusters have distinct
    names.
    """
    read = np.sort(np.random.default_rng(0).permutation(len(dataset))[:_MOST_READ])
    read = read[clusters.of_playlist[read] >= 0]
    members = [read[clusters.of_playlist[read] == cluster].tolist() for cluster in range(len(clusters.centres))]
    artists = typical_artists(dataset, members)
    words = most_typical([[_words(dataset, row) for row in rows] for rows in members])
    sounds = _sounds_of_clusters(clusters, means)
    titled = [_mostly_titled(dataset, rows) for rows in members]
    names = _distinct(map(_name, titled, words, artists, sounds))
    sizes = np.bincount(clusters.of_playlist[clusters.of_playlist >= 0], minlength=len(members)).tolist()
    return [
        ClusterInfo(id=cluster, name=name, playlists=sizes[cluster], words=told or by, sound=heard)
        for cluster, (name, told, by, heard) in enumerate(zip(names, words, artists, sounds, strict=True))
    ]


def _mostly_titled(dataset: Dataset, rows: Sequence[int]) -> bool:
    """Return whether at least half of some playlists have a title."""
    return 2 * sum(bool(dataset.playlist_names[row]) for row in rows) >= len(rows)


def _sounds_of_clusters(clusters: Clusters, means: NDArray[np.float32]) -> list[list[str]]:
    average = _mean_of_known(means)
    spread = np.sqrt(_mean_of_known((means - average) ** 2))
    deviations = (cluster_sounds(clusters, means) - average) / np.maximum(spread, 1e-9)
    return [_sounds(np.nan_to_num(deviation)) for deviation in deviations]


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


def _sounds(deviation: NDArray[np.float32]) -> list[str]:
    """Return adjectives for the features far from the average, the farthest first."""
    by_feature = {feature: float(deviation[FEATURES.index(feature)]) for feature in SOUND}
    far = sorted(
        (feature for feature, value in by_feature.items() if abs(value) >= _OUT_OF_ORDINARY),
        key=lambda feature: -abs(by_feature[feature]),
    )
    return [SOUND[feature][by_feature[feature] > 0] for feature in far]


def _name(titled: bool, words: Sequence[str], artists: Sequence[str], sounds: Sequence[str]) -> str:
    """Return a name: by words if they are of titles, else by artists, by genres, or by sound, as there are."""
    if artists and not (titled and words):
        return f"{', '.join(artists[:_ARTISTS_NAMED])} and more"
    if words:
        return _joined(words)
    return join_names(list(sounds[:_NAMED])).capitalize() or "A bit of everything"


def _joined(words: Sequence[str]) -> str:
    """Join the first words, without those that contain an earlier one or are contained in it."""
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
