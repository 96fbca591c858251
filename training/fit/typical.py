"""Terms typical of clusters of playlists: words of titles, genres, and leading artists."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from shared.domain.names import credited_artists, fold
from training.read.dataset import Dataset

_MOST = 8
"""Typical terms of a cluster, at most."""

_LEAST_PLAYLISTS = 3
"""Fewest playlists of a cluster that a typical term is on."""

Terms = set[str]
"""The terms of one playlist."""


def most_typical(clusters: Sequence[Sequence[Terms]]) -> list[list[str]]:
    """Return the terms typical of each cluster, given the terms of its playlists; the most typical first.

    Ranked by class-based tf-idf (Grootendorst, "BERTopic", 2022, equation 1).
    """
    return [ranked[:_MOST] for ranked in map(_best_first, _scores(clusters))]


def typical_artists(dataset: Dataset, clusters: Sequence[Sequence[int]]) -> list[list[str]]:
    """Return the leading artists typical of each cluster, given the rows of its playlists.

    An artist is typical of one cluster alone, where the greatest share of the playlists have one of their songs; a
    cluster that no artist is left for shares those of others.
    """
    names = _leading_artists(dataset)
    documents = [[{names[track] for track in dataset.playlist(row)} - {""} for row in rows] for rows in clusters]
    shares = [{artist: count / len(rows) for artist, count in _counts(rows).items()} for rows in documents]
    home: dict[str, int] = {}
    for cluster, of_cluster in enumerate(shares):
        for artist, share in of_cluster.items():
            if artist not in home or share > shares[home[artist]][artist]:
                home[artist] = cluster
    ranked = list(map(_best_first, _scores(documents)))
    own = [[artist for artist in artists if home[artist] == place] for place, artists in enumerate(ranked)]
    return [(mine or shared)[:_MOST] for mine, shared in zip(own, ranked, strict=True)]


def _counts(documents: Sequence[Terms]) -> Counter[str]:
    return Counter(term for terms in documents for term in terms)


def _scores(clusters: Sequence[Sequence[Terms]]) -> list[dict[str, float]]:
    """Compute the score of each term that is on enough playlists of a cluster."""
    counts = [_counts(documents) for documents in clusters]
    everywhere: Counter[str] = Counter()
    for here in counts:
        everywhere.update(here)
    average = everywhere.total() / max(len(clusters), 1)
    return [
        {
            term: count / len(documents) * float(np.log1p(average / everywhere[term]))
            for term, count in here.items()
            if count >= _LEAST_PLAYLISTS
        }
        for here, documents in zip(counts, clusters, strict=True)
    ]


def _best_first(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda term: (-scores[term], term))


def _leading_artists(dataset: Dataset) -> list[str]:
    """Return the leading artist of each track as first spelled, "" where unknown."""
    spelled: dict[str, str] = {}
    of_credit = {}
    for credit in dict.fromkeys(dataset.tracks.artists):
        artist = next(iter(credited_artists(credit)), "")
        of_credit[credit] = spelled.setdefault(fold(artist) or artist, artist)
    return [of_credit[credit] for credit in dataset.tracks.artists]
