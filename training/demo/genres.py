"""The hidden structure: genres with their sound, moods that shift it, and eras."""

from dataclasses import dataclass

MOODS: tuple[str, ...] = ("calm", "bright", "dark", "driven")
ERAS: tuple[int, ...] = (1970, 1980, 1990, 2000, 2010, 2020)


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre: what its sub-genres are called, whom it borders on and how it sounds on average."""

    name: str
    subgenres: tuple[str, ...]
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
    minutes: float
    waltz: float = 0.03
    """Share of its songs in three."""


GENRES: tuple[Genre, ...] = (
    Genre("folk", ("indie folk", "freak folk", "singer-songwriter"), ("country", "indie rock"), (0.5, 0.2, 0.25, 0.05),
          (3, 1, 1, 2, 3, 2), 0.48, 0.30, 0.78, 0.08, 0.04, 0.42, 112, 3.6, 0.16),
    Genre("country", ("outlaw country", "country pop", "bluegrass"), ("folk", "classic rock"), (0.3, 0.4, 0.15, 0.15),
          (3, 2, 2, 2, 2, 2), 0.58, 0.58, 0.38, 0.03, 0.04, 0.58, 120, 3.4, 0.10),
    Genre("indie rock", ("dream pop", "shoegaze", "jangle pop"), ("folk", "classic rock", "pop"), (0.25, 0.3, 0.25, 0.2),
          (0, 1, 3, 4, 4, 2), 0.50, 0.66, 0.18, 0.15, 0.04, 0.46, 124, 3.9),
    Genre("classic rock", ("hard rock", "psychedelic rock", "heartland rock"), ("metal", "indie rock", "country"),
          (0.15, 0.35, 0.2, 0.3), (6, 4, 2, 1, 0.5, 0.5), 0.52, 0.72, 0.16, 0.06, 0.05, 0.58, 126, 4.3),
    Genre("metal", ("doom metal", "thrash metal", "melodic death metal"), ("classic rock",), (0.03, 0.07, 0.5, 0.4),
          (1, 3, 3, 3, 3, 2), 0.38, 0.92, 0.02, 0.22, 0.08, 0.28, 132, 5.1),
    Genre("pop", ("dance pop", "synth-pop", "bedroom pop"), ("r&b", "electronic", "indie rock"), (0.2, 0.45, 0.15, 0.2),
          (1, 3, 2, 3, 5, 5), 0.68, 0.68, 0.16, 0.02, 0.06, 0.58, 117, 3.4),
    Genre("r&b", ("neo soul", "quiet storm", "alternative r&b"), ("pop", "hip hop", "jazz"), (0.4, 0.25, 0.25, 0.1),
          (2, 2, 3, 3, 4, 4), 0.68, 0.50, 0.28, 0.03, 0.10, 0.52, 102, 3.8),
    Genre("hip hop", ("boom bap", "cloud rap", "trap"), ("r&b", "electronic"), (0.1, 0.25, 0.35, 0.3),
          (0, 1, 4, 4, 5, 5), 0.76, 0.66, 0.14, 0.03, 0.24, 0.48, 108, 3.5),
    Genre("electronic", ("melodic techno", "deep house", "drum and bass"), ("pop", "hip hop", "ambient"),
          (0.1, 0.25, 0.25, 0.4), (0, 1, 3, 3, 5, 5), 0.72, 0.80, 0.05, 0.62, 0.06, 0.42, 126, 5.4),
    Genre("ambient", ("drone", "neoclassical", "field recordings"), ("electronic", "jazz", "folk"),
          (0.7, 0.1, 0.2, 0.0), (1, 1, 2, 2, 4, 4), 0.28, 0.18, 0.82, 0.90, 0.04, 0.18, 92, 5.0, 0.12),
    Genre("jazz", ("hard bop", "vocal jazz", "jazz fusion"), ("r&b", "ambient", "latin"), (0.45, 0.3, 0.2, 0.05),
          (4, 3, 2, 2, 2, 2), 0.54, 0.36, 0.68, 0.55, 0.05, 0.50, 116, 5.2, 0.12),
    Genre("latin", ("cumbia", "bossa nova", "reggaeton"), ("pop", "jazz"), (0.25, 0.45, 0.1, 0.2),
          (2, 2, 2, 3, 4, 4), 0.74, 0.68, 0.28, 0.04, 0.08, 0.70, 110, 3.6),
)  # fmt: skip

MOOD_SHIFT: dict[str, dict[str, float]] = {
    "calm": {"energy": -0.20, "valence": -0.04, "danceability": -0.06, "acousticness": 0.18, "tempo": -12},
    "bright": {"energy": 0.05, "valence": 0.22, "danceability": 0.07, "acousticness": -0.02, "tempo": 4},
    "dark": {"energy": 0.00, "valence": -0.22, "danceability": -0.05, "acousticness": 0.02, "tempo": -4},
    "driven": {"energy": 0.18, "valence": 0.04, "danceability": 0.04, "acousticness": -0.12, "tempo": 12},
}
"""What a mood adds to a genre's average."""
