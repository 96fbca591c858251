"""Measure requests in words: the time of an interpretation, and whether the answers are what was asked for.

`python -m bench.words MODEL`. Sentences are made by rule from the model's own genres, artists and years.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import click
import numpy as np
from threadpoolctl import threadpool_limits

from bench.quality.markdown import markdown
from shared.domain.bounds import Range
from shared.domain.search import Tune
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import tracks_of
from shared.model.ranking.selection import Rules
from shared.model.resolve import Resolution
from shared.model.words.asked import with_words
from shared.model.words.genres import genre_words
from shared.model.words.reading import interpret

SEED = 20261201
SENTENCES = 200
ASKED = 60
SONGS = 10

_LEAST_SONGS = 300
"""Songs that a genre must have to be in a sentence about quality."""

_MOODS = {
    "sad": {"valence": -1},
    "happy": {"valence": 1},
    "calm": {"energy": -1},
    "energetic": {"energy": 1},
    "danceable": {"danceability": 1},
    "slow": {"tempo": -1},
}
"""Mood in a sentence -> its features, and on which side of the catalogue's median its songs are."""

_PATTERNS = (
    "{decade} {genre} for {occasion}",
    "{mood} {genre} songs for a rainy evening",
    "like {artist} but {more}, no live versions",
    "{genre} but not {artist}",
    "songs by {artist} and {other}",
    "20 {mood} songs for {occasion} without {genre}",
    "{Mood} Songs For {occasion}",
    "traurige {genre} Lieder aus den {decade_de}",
    "chansons calmes des années 80, pas de {genre}",
    "música {genre} para {occasion_es}",
    "i want to hear something {mood} like {artist} please",
    "{slip} from {year}",
    "hidden gems of {genre} between {year} and 2015, under 4 minutes",
    "an hour of {mood} music that builds up, around 120 bpm",
    "{artist}",
    "🏃🔥 {genre} 🎉",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence of a genre, a decade and a mood."""

    genre: str
    decade: int
    mood: str

    @property
    def sentence(self) -> str:
        """The words."""
        return f"{self.mood} {self.genre} from the {self.decade}s"


def sentences(model: Model, count: int) -> Iterator[str]:
    """Yield `count` varied sentences."""
    drawn = random.Random(SEED)  # noqa: S311
    genres = sorted(model.catalogue.genres.sizes)
    artists = [track.artist for track in model.tracks(range(500)) if track.artist]
    for place in range(count):
        genre, mood = drawn.choice(genres), drawn.choice(list(_MOODS))
        yield _PATTERNS[place % len(_PATTERNS)].format(
            genre=genre,
            slip=genre[:2] + genre[3:],
            mood=mood,
            Mood=mood.capitalize(),
            decade=drawn.choice(["80s", "90s", "2000s", "nineties"]),
            decade_de=drawn.choice(["80ern", "90er Jahren", "70ern"]),
            occasion=drawn.choice(["running", "a party", "studying", "the gym", "a road trip"]),
            occasion_es=drawn.choice(["bailar", "correr", "dormir"]),
            more=drawn.choice(["warmer", "faster", "less electronic", "more cheerful"]),
            year=drawn.randint(1970, 2010),
            artist=drawn.choice(artists),
            other=drawn.choice(artists),
        )


def times(model: Model) -> str:
    """Return a line with the processor time of an interpretation over SENTENCES sentences, in milliseconds."""
    asked = list(sentences(model, SENTENCES))
    interpret(asked[0], model)  # the tables are read with the first
    taken = []
    for sentence in asked:
        start = time.thread_time()
        interpret(sentence, model)
        taken.append(1_000 * (time.thread_time() - start))
    p50, p99 = np.percentile(taken, [50, 99])
    return f"{len(asked)} sentences: median {p50:.2f} ms, p99 {p99:.2f} ms, longest {max(taken):.2f} ms"


def asked_of(model: Model) -> list[Asked]:
    """Return ASKED sentences: each of genre, decade and mood of which there are enough songs, drawn at random."""
    index, years = model.catalogue.genres, model.retrieval.facts.years
    genres = [genre for genre, songs in index.sizes.items() if songs >= _LEAST_SONGS]
    every = [
        Asked(genre, decade, mood)
        for genre, decade, mood in product(sorted(genres), range(1970, 2020, 10), _MOODS)
        if (years[index.songs_of([genre])] // 10 == decade // 10).sum() >= 3 * SONGS
    ]
    return random.Random(SEED).sample(every, min(ASKED, len(every)))  # noqa: S311


def answered(model: Model, sentence: str) -> Indices:
    """Return the songs that a sentence is answered with."""
    asked = with_words(Resolution((), ()), (sentence,), "", model)
    query = RecommendationQuery(
        rules=Rules(n=SONGS),
        tune=asked.tune(Tune(), model),
        title=asked.title("", model),
        title_names_artists=False,
        bounds=model.bounds_of(asked.bounds),
    )
    return tracks_of(model.recommend(query))


def shares(model: Model, asked: Asked, songs: Indices) -> tuple[float, float, float]:
    """Return the shares of songs of the genre, of the decade, and on the mood's side of the feature's median."""
    genre = genre_words(model.catalogue.genres).sense("".join(asked.genre.split()))
    named = set(genre.turns[""].effect.bounds.genres) if genre else {asked.genre}
    of_genre = [bool(named.intersection(track.genres)) for track in model.tracks(songs)]
    span, years = Range(asked.decade, asked.decade + 9), model.retrieval.facts.years[songs]
    of_decade = [span.low <= year <= span.high for year in years.tolist()]
    sides = [
        (model.retrieval.audio.percentiles(songs, feature) - 0.5) * sign > 0
        for feature, sign in _MOODS[asked.mood].items()
    ]
    return float(np.mean(of_genre)), float(np.mean(of_decade)), float(np.mean(sides))


def quality(model: Model) -> str:
    """Return a table: the shares over all sentences, of the answers and of what is popular."""
    every = asked_of(model)
    popular = np.arange(SONGS, dtype=np.int32)
    rows = [
        ["in words", *_means([shares(model, each, answered(model, each.sentence)) for each in every])],
        ["what is popular", *_means([shares(model, each, popular) for each in every])],
    ]
    return markdown([f"{len(every)} sentences", "of the genre", "of the decade", "of the mood"], rows)


def _means(measured: Sequence[tuple[float, float, float]]) -> list[str]:
    return [f"{share:.2f}" for share in np.mean(np.array(measured), axis=0)]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Measure and print both."""
    model = Model.open(folder)
    with threadpool_limits(1, "blas"):
        click.echo(times(model))
        click.echo(quality(model))


if __name__ == "__main__":
    main()
