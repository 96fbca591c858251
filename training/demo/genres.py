"""The ground truth of the demo: genres with their audio features, moods that shift these, and eras."""

from dataclasses import dataclass

MOODS: tuple[str, ...] = ("calm", "bright", "dark", "driven")
ERAS: tuple[int, ...] = (1970, 1980, 1990, 2000, 2010, 2020)


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre: its sub-genres, its neighbouring genres and its mean audio features."""

    name: str
    subgenres: tuple[str, ...]
    """Most frequent first."""
    neighbours: tuple[str, ...]
    moods: tuple[float, float, float, float]
    """Share of its songs in each of MOODS."""
    home_eras: tuple[float, float, float, float, float, float]
    """Weight of each of ERAS."""
    danceability: float
    energy: float
    acousticness: float
    instrumental: float
    """Share of its songs without singing."""
    speechiness: float
    valence: float
    tempo: float
    tempo_spread: float
    minutes: float
    waltz: float = 0.03
    """Share of its songs in 3/4 time."""
    guests: float = 0.02
    """Share of its songs with a guest."""


GENRES: tuple[Genre, ...] = (
    Genre("folk", ("indie folk", "singer-songwriter", "freak folk"), ("country", "indie rock"), (0.5, 0.2, 0.25, 0.05),
          (3, 1, 1, 2, 3, 2), 0.48, 0.30, 0.78, 0.08, 0.04, 0.42, 112, 24, 3.6, waltz=0.16),
    Genre("country", ("country pop", "outlaw country", "bluegrass"), ("folk", "classic rock"), (0.3, 0.4, 0.15, 0.15),
          (3, 2, 2, 2, 2, 2), 0.58, 0.58, 0.38, 0.03, 0.04, 0.58, 120, 22, 3.4, waltz=0.10),
    Genre("indie rock", ("dream pop", "shoegaze", "jangle pop", "post-punk revival"), ("folk", "classic rock", "pop"),
          (0.25, 0.3, 0.25, 0.2), (0, 1, 3, 4, 4, 2), 0.50, 0.66, 0.18, 0.15, 0.04, 0.46, 124, 20, 3.9),
    Genre("classic rock", ("hard rock", "psychedelic rock", "heartland rock"), ("metal", "indie rock", "country"),
          (0.15, 0.35, 0.2, 0.3), (6, 4, 2, 1, 0.5, 0.5), 0.52, 0.72, 0.16, 0.06, 0.05, 0.58, 126, 21, 4.3),
    Genre("metal", ("melodic death metal", "doom metal", "thrash metal"), ("classic rock",), (0.03, 0.07, 0.5, 0.4),
          (1, 3, 3, 3, 3, 2), 0.38, 0.92, 0.02, 0.22, 0.08, 0.28, 132, 24, 5.1),
    Genre("pop", ("dance pop", "synth-pop", "bedroom pop"), ("r&b", "electronic", "indie rock"), (0.2, 0.45, 0.15, 0.2),
          (1, 3, 2, 3, 5, 5), 0.68, 0.68, 0.16, 0.02, 0.06, 0.58, 117, 14, 3.4, guests=0.10),
    Genre("r&b", ("neo soul", "alternative r&b", "quiet storm"), ("pop", "hip hop", "jazz"), (0.4, 0.25, 0.25, 0.1),
          (2, 2, 3, 3, 4, 4), 0.68, 0.50, 0.28, 0.03, 0.10, 0.52, 102, 20, 3.8, guests=0.12),
    Genre("hip hop", ("trap", "boom bap", "cloud rap"), ("r&b", "electronic"), (0.1, 0.25, 0.35, 0.3),
          (0, 1, 4, 4, 5, 5), 0.76, 0.66, 0.14, 0.03, 0.24, 0.48, 96, 14, 3.5, guests=0.24),
    Genre("electronic", ("deep house", "melodic techno", "drum and bass", "downtempo"), ("pop", "hip hop", "ambient"),
          (0.1, 0.25, 0.25, 0.4), (0, 1, 3, 3, 5, 5), 0.72, 0.80, 0.05, 0.62, 0.06, 0.42, 125, 5, 5.4, guests=0.08),
    Genre("ambient", ("drone", "neoclassical", "field recordings"), ("electronic", "jazz", "folk"),
          (0.7, 0.1, 0.2, 0.0), (1, 1, 2, 2, 4, 4), 0.28, 0.18, 0.82, 0.90, 0.04, 0.18, 92, 26, 5.0, waltz=0.12),
    Genre("jazz", ("hard bop", "vocal jazz", "jazz fusion"), ("r&b", "ambient", "latin"), (0.45, 0.3, 0.2, 0.05),
          (4, 3, 2, 2, 2, 2), 0.54, 0.36, 0.68, 0.55, 0.05, 0.50, 116, 27, 5.2, waltz=0.12),
    Genre("latin", ("reggaeton", "cumbia", "bossa nova", "salsa"), ("pop", "jazz"), (0.25, 0.45, 0.1, 0.2),
          (2, 2, 2, 3, 4, 4), 0.74, 0.68, 0.28, 0.04, 0.08, 0.70, 104, 12, 3.6, guests=0.10),
)  # fmt: skip

SUBGENRE_SHIFT: dict[str, dict[str, float]] = {
    "singer-songwriter": {"energy": -0.05, "valence": -0.05},
    "freak folk": {"instrumental": 0.15, "valence": 0.06},
    "country pop": {"energy": 0.10, "danceability": 0.05, "acousticness": -0.15},
    "bluegrass": {"acousticness": 0.35, "tempo": 18, "instrumental": 0.12},
    "shoegaze": {"energy": 0.10, "danceability": -0.12, "instrumental": 0.15},
    "jangle pop": {"valence": 0.12, "tempo": 8},
    "post-punk revival": {"energy": 0.12, "tempo": 16},
    "psychedelic rock": {"instrumental": 0.14, "minutes": 1.0, "danceability": -0.06},
    "doom metal": {"tempo": -38, "minutes": 2.4, "energy": -0.12},
    "thrash metal": {"tempo": 26, "energy": 0.04, "minutes": -0.8},
    "bedroom pop": {"energy": -0.22, "acousticness": 0.25},
    "quiet storm": {"energy": -0.12, "tempo": -14},
    "cloud rap": {"energy": -0.12, "valence": -0.08},
    "trap": {"tempo": 42},
    "drum and bass": {"tempo": 49, "energy": 0.10, "danceability": -0.14, "minutes": -0.6},
    "downtempo": {"tempo": -28, "energy": -0.30, "acousticness": 0.15},
    "neoclassical": {"acousticness": 0.12, "minutes": -1.4},
    "drone": {"minutes": 2.0, "danceability": -0.10},
    "vocal jazz": {"instrumental": -0.50, "minutes": -1.4},
    "jazz fusion": {"energy": 0.25, "acousticness": -0.35},
    "bossa nova": {"acousticness": 0.40, "energy": -0.30, "tempo": 14, "minutes": -0.4},
    "salsa": {"tempo": 58, "minutes": 1.0, "danceability": -0.10},
    "reggaeton": {"tempo": -8, "speechiness": 0.05},
}
"""Sub-genre -> offsets from its genre's mean features."""

MOOD_SHIFT: dict[str, dict[str, float]] = {
    "calm": {"energy": -0.20, "valence": -0.04, "danceability": -0.06, "acousticness": 0.18, "tempo": -6},
    "bright": {"energy": 0.05, "valence": 0.22, "danceability": 0.07, "acousticness": -0.02, "tempo": 2},
    "dark": {"energy": 0.00, "valence": -0.22, "danceability": -0.05, "acousticness": 0.02, "tempo": -2},
    "driven": {"energy": 0.18, "valence": 0.04, "danceability": 0.04, "acousticness": -0.12, "tempo": 6},
}
"""Mood -> offsets from a genre's mean features."""

NEAR: tuple[tuple[int, ...], ...] = tuple(
    tuple(place for place, other in enumerate(GENRES) if other.name in genre.neighbours) for genre in GENRES
)
"""Indices in GENRES of each genre's neighbours."""
