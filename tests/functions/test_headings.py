"""Names of answers, which pages show as headings: they fit the songs below them."""

import numpy as np
import pytest

from shared.intake import read_text
from shared.model.answer import Answer, answer
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery

ANSWERS = 200
MOST_POPULAR = 2_000


def genres_in(name: str) -> set[str]:
    return {genre.casefold() for genre in name.split(" · ")}


def named(found: Answer) -> set[str]:
    """Return the genres that the heading names: those of the kinds of songs, where there are several."""
    names = [crowd.name for crowd in found.crowds] or [found.name]
    return {genre for name in names if name for genre in genres_in(name.partition(" such as ")[0])}


def fits(found: Answer) -> bool:
    """Check whether at least half of the songs have a genre that the heading names."""
    genres = named(found)
    songs = [each.track for each in found.recommendations]
    return sum(any(genre.casefold() in genres for genre in song.genres) for song in songs) >= len(songs) / 2


def seeds_of_one_list(model: Model, rng: np.random.Generator) -> list[int]:
    playlists = model.retrieval.playlists
    tracks = playlists.tracks_of(int(rng.integers(len(playlists))))
    return rng.choice(tracks, min(5, len(tracks)), replace=False).tolist()


def one_seed(model: Model, rng: np.random.Generator) -> list[int]:
    return [int(rng.integers(min(MOST_POPULAR, model.track_count)))]


@pytest.mark.parametrize("seeds_of", [one_seed, seeds_of_one_list])
def test_the_heading_fits_half_of_the_songs_of_nearly_every_answer(model, seeds_of):
    rng = np.random.default_rng(11)
    fitting = 0
    for _ in range(ANSWERS):
        lines = "\n".join(track.id for track in model.tracks(seeds_of(model, rng)))
        fitting += fits(answer(model, read_text(lines), RecommendationQuery()))
    assert fitting >= 0.95 * ANSWERS
