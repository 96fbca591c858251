"""The tables of `bench/quality.md`: methods, the effect of each source, of the dials and of opinions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.quality.markdown import markdown
from bench.quality.split import Split
from shared.domain.search import Tune
from training.evaluate.beyond_accuracy import FEEDBACK, BeyondAccuracy, beyond_accuracy, long_tail_share, replay
from training.evaluate.compare import Ranker, Table, as_markdown, compare, evaluate_all, ours, single
from training.evaluate.methods import (
    AudioCentroid,
    Ease,
    ImplicitAls,
    ItemKnn,
    OriginalSystem,
    PlaylistKnn,
    Popularity,
    Random,
)
from training.evaluate.metrics import METRICS, interval
from training.fit.factors import LISTENER
from training.requests import KINDS, Request

_MOST_DENSE = 12_000
"""EASE inverts a dense matrix of all tracks; beyond this it is left out."""

OURS = "**segue**"
OUR_FACTORS = "our iALS settings alone"
"""A component of ours, shown beside the published methods."""

ORIGINAL = "original system"
_DIALS: dict[str, Sequence[Tune]] = {
    "as learned": (Tune(),),
    "energy": tuple(Tune({"energy": level}) for level in (0.1, 0.3, 0.5, 0.7, 0.9)),
    "adventurous": tuple(Tune(adventurous=dial) for dial in (-1.0, -0.5, 0.5, 1.0)),
    "diverse": tuple(Tune(diverse=dial) for dial in (0.25, 0.5, 0.75, 1.0)),
}


def methods(split: Split, *, seed: int) -> dict[str, Ranker]:
    """Return every compared method, fitted on the same playlists as ours."""
    known = split.known
    rankers = {
        "random": single(Random(len(known.tracks), seed=seed)),
        "popularity": single(Popularity(known)),
        "audio centroid": single(AudioCentroid(split.scaled)),
        "item-kNN": single(ItemKnn(known)),
        "playlist-kNN": single(PlaylistKnn(known)),
        "iALS": single(ImplicitAls(known, seed=seed)),
        OUR_FACTORS: single(ImplicitAls(known, LISTENER.scaled_to(len(known)), seed=seed)),
    }
    if OriginalSystem.works_on(known, split.scaled):
        rankers[ORIGINAL] = single(OriginalSystem(known, split.scaled, seed=seed))
    if len(known.tracks) <= _MOST_DENSE:
        rankers["EASE"] = single(Ease(known))
    return rankers | {OURS: ours(split.recommender)}


def side_by_side(rankers: dict[str, Ranker], requests: Sequence[Request]) -> str:
    """Return every method's metrics on the same requests, and ours as a multiple of the others."""
    table = compare(rankers, requests)
    others = [name for name in table if name not in {OURS, OUR_FACTORS}]
    rows = [_ratios("the best other", table, others)]
    rows += [
        _ratios(f"the {name}", table, [name]) for name in (ORIGINAL, "audio centroid", "random") if name in table
    ]
    return as_markdown(table) + "\n" + markdown(("segue as a multiple of", *KINDS), rows)


def _ratios(name: str, table: Table, others: Sequence[str]) -> tuple[str, ...]:
    def ratio(kind: str, metric: str) -> str:
        best = max(table[other][kind][metric].mean for other in others)
        return f"{table[OURS][kind][metric].mean / best:.2f}" if best else "they have 0"

    return (name, *(f"R {ratio(kind, 'r_precision')}, NDCG {ratio(kind, 'ndcg')}" for kind in KINDS))


def sources(split: Split) -> str:
    """Return the NDCG with each source of candidates switched off, and the paired difference that makes.

    The ranker is the one learned with all sources: it misses the signals too, so this is the most a source brings.
    """
    recommender, requests = split.recommender, split.requests()
    names = [source.name for source in recommender.retrieval.sources]
    rankers = {name: ours(recommender.without(name)) for name in names}
    evaluations = evaluate_all({OURS: ours(recommender), **rankers}, requests)
    column = METRICS.index("ndcg")
    ndcg = {name: evaluation[:, column] for name, evaluation in evaluations.items()}
    kinds = np.array([request.kind for request in requests])
    rows = [(OURS, *(f"{ndcg[OURS][kinds == kind].mean():.3f}" for kind in KINDS))]
    for name in names:
        lost = ndcg[name] - ndcg[OURS]
        rows.append((f"without {name}", *(_ndcg(ndcg[name], lost, kinds == kind) for kind in KINDS)))
    return markdown(("sources", *KINDS), rows)


def _ndcg(ndcg: NDArray[np.float64], lost: NDArray[np.float64], asked: NDArray[np.bool_]) -> str:
    return f"{ndcg[asked].mean():.3f} ({interval(lost[asked])})"


def dials(split: Split) -> str:
    """Return the effect of every dial on the ten songs shown, for requests of five seeds."""
    requests = [request for request in split.requests() if request.kind == "5 seeds"]
    heard = [
        (name, tune, beyond_accuracy(split.recommender, requests, tune, feature="energy"))
        for name, tunes in _DIALS.items()
        for tune in tunes
    ]
    header = ("dial", "NDCG", "hits in 10", "energy", "known by", "distance", "coverage", "long tail")
    own = np.concatenate(list(split.held_out.values()))
    share = long_tail_share(own, len(split.known.tracks))
    return (
        markdown(header, (_dial_row(name, tune, each, heard[0][2]) for name, tune, each in heard))
        + f"\nThe playlists themselves have {share:.0%} of their songs outside the 1 % most popular.\n"
    )


def _dial_row(name: str, tune: Tune, heard: BeyondAccuracy, learned: BeyondAccuracy) -> tuple[str, ...]:
    value = next((value for value in (*tune.targets.values(), tune.adventurous, tune.diverse) if value), None)
    return (
        name if value is None else f"{name} {value:g}",
        f"{heard.ndcg:.3f} ({heard.ndcg / learned.ndcg - 1:+.1%})",
        f"{heard.hits:.1%}",
        f"{heard.level:.2f}",
        f"{heard.known_by:.0f}",
        f"{heard.distance:.2f}",
        f"{heard.coverage:.1%}",
        f"{heard.long_tail:.0%}",
    )


def opinions(split: Split) -> str:
    """Return the metrics of a second answer after opinions on the first; differences are paired."""
    rows = []
    for kind in KINDS[:2]:
        requests = [request for request in split.requests() if request.kind == kind]
        replayed = {name: replay(split.recommender, requests, feedback) for name, feedback in FEEDBACK.items()}
        silent = replayed["nothing"]
        for name, each in replayed.items():
            gain = interval(each.ndcg - silent.ndcg)
            rows.append(
                (kind, name, f"{each.ndcg.mean():.3f}", str(gain), f"{each.similarity_to_hated.mean():.2f}")
            )
    return markdown(
        ("asked with", "opinions on", "NDCG of the second answer", "gain", "similarity to hated"), rows
    )
