"""The cost of bounds: `python -m bench.bounds ../shared/data tidytuesday [--held-out 118] [--quick]`.

Each held-out playlist is asked about within the decade, and within the genre, that most of its songs are of; its
hidden songs of these are looked for. The answer within the bound is compared with what is left of one without.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bench.quality.markdown import markdown
from bench.quality.split import Split, learn, read
from shared.domain.bounds import Bounds, Range
from shared.model.bounds.kinds import kind_bounds
from shared.model.bounds.numbers import number_bounds
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.recommender import tracks_of
from shared.model.ranking.selection import Rules
from training.effort import QUICK, THOROUGH
from training.evaluate.compare import CONTINUATION
from training.evaluate.metrics import interval, ranking_metrics
from training.requests import KINDS, Request

SEED = 7
_NDCG = 1

Asked = tuple[Request, Bounds, Indices]
"""A request, a bound, and the hidden songs that keep to it."""


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.argument("name")
@click.option("--held-out", default=118, show_default=True, help="Playlists to ask about.")
@click.option("--quick", is_flag=True, help="Train as `segue train --quick` does.")
def main(data: Path, name: str, held_out: int, quick: bool) -> None:
    """Train without some playlists, and ask about them within bounds."""
    with threadpool_limits(1, "blas"):
        split = learn(read(data, name), held_out=held_out, seed=SEED, effort=QUICK if quick else THOROUGH)
        click.echo(table(split))


def table(split: Split) -> str:
    """Return the table: kinds of bounds and of requests, filtered afterwards and within."""
    header = ["bound", "asked with", "requests", "answer", "songs in 10", "hits in 10", "NDCG"]
    rows = []
    for bound, of_list in (("decade", _decade), ("genre", _genre)):
        for kind in KINDS:
            asked = list(_asked(split, kind, of_list))
            for way, answer in (("filtered", _filtered), ("within", _within)):
                rows.append([bound, kind, str(len(asked)), way, *_cells(split, asked, answer)])
    return markdown(header, rows)


def _asked(split: Split, kind: str, of_list: Callable[[Split, Indices], Bounds | None]) -> Iterator[Asked]:
    for request in split.requests():
        bounds = of_list(split, np.concatenate([request.seeds, request.hidden])) if request.kind == kind else None
        if bounds is not None:
            hidden = request.hidden[compiled(bounds, split.recommender.retrieval).allows(request.hidden)]
            if len(hidden):
                yield request, bounds, hidden


def compiled(bounds: Bounds, retrieval: Retrieval) -> SongBounds:
    """Return bounds on facts for a first stage alone, without a catalogue."""
    facts, tracks = retrieval.facts, retrieval.tracks
    return SongBounds([*number_bounds(bounds, facts), *kind_bounds(bounds, facts, tracks)], len(tracks))


def _decade(split: Split, songs: Indices) -> Bounds | None:
    years = split.known.tracks.years[songs]
    decades = Counter((years[years > 0] // 10 * 10).tolist())
    if not decades:
        return None
    ((decade, _),) = decades.most_common(1)
    return Bounds(years=Range(decade, decade + 9))


def _genre(split: Split, songs: Indices) -> Bounds | None:
    genres = Counter(genre for song in songs.tolist() for genre in split.known.tracks.genres[song])
    if not genres:
        return None
    ((genre, _),) = genres.most_common(1)
    return Bounds(genres=(genre,))


def _within(split: Split, request: Request, bounds: Bounds, rules: Rules) -> Indices:
    query = RecommendationQuery(request.seeds, rules, bounds=compiled(bounds, split.recommender.retrieval))
    return tracks_of(split.recommender.recommend(query))


def _filtered(split: Split, request: Request, bounds: Bounds, rules: Rules) -> Indices:
    """Return what keeps to the bounds of an answer without any."""
    found = tracks_of(split.recommender.recommend(RecommendationQuery(request.seeds, rules)))
    return found[compiled(bounds, split.recommender.retrieval).allows(found)]


def _cells(
    split: Split, asked: Sequence[Asked], answer: Callable[[Split, Request, Bounds, Rules], Indices]
) -> list[str]:
    """Return the means over requests: songs and hits among the first ten, and NDCG of the first 500."""
    values: list[tuple[float, float, float]] = []
    for request, bounds, hidden in asked:
        found = answer(split, request, bounds, CONTINUATION)
        ten = found[:10]
        values.append((len(ten), float(np.isin(ten, hidden).sum()), ranking_metrics(found, hidden)[_NDCG]))
    columns: NDArray[np.float64] = np.array(values).T
    return [f"{columns[0].mean():.1f}", *(str(interval(column)) for column in columns[1:])]


if __name__ == "__main__":
    main()
