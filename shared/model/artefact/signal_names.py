"""The names and order of the signals: the columns that a ranker is fitted on, which its artefact names."""

MEASURED: tuple[str, ...] = (
    "playlist_cosine",
    "playlist_knn",
    "playlist_knn_rare",
    "conditional",
    "item_cosine",
    "factor_score",
    "factor_cosine",
    "similar_playlists",
    "coarse_factor_score",
    "coarse_factor_cosine",
    "expected_popularity",
    "same_artist",
    "near_artist",
    "audio_mean",
    "audio_least",
    "popularity",
    "artist_popularity",
    "listed",
    "title_playlists",
    "title_genres",
    "title_named_genres",
    "title_artist",
    "seeds",
)
"""The signals that sources compute, and the logarithm of the number of seeds."""

STANDARDISED: tuple[str, ...] = ("playlist_knn", "conditional", "factor_score")
"""Signals that are also standardised over the request's candidates, as `pool_*`."""

RANKED: tuple[str, ...] = ("playlist_knn", "conditional", "factor_score", "similar_playlists", "near_artist")
"""Signals of which there is also log(1 + place among the candidates), as `rank_*`."""

SIGNALS: tuple[str, ...] = (
    *MEASURED,
    *(f"pool_{name}" for name in STANDARDISED),
    *(f"rank_{name}" for name in RANKED),
)
"""The columns of every signal matrix, in order. An artefact names them, see `columns`."""
