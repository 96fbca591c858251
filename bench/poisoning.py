"""Measurement of poisoned training: `python -m bench.poisoning var/demo/playlists.zip var/demo/features.csv.gz`.

Accounts collude: each shares two playlists of a popular song, a cold one and ten of the popular song's neighbours.
All attacks are in one training, with a wide bound on the share of all playlists, to the attackers' favour. A song
that the operator has is attacked likewise, by fewer, while others share as much as the bounds allow; its place is
that by the cosine of playlists. Then a tenth of the real playlists arrives as shared by honest listeners, and the
bounds' cost in NDCG@500 is measured.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bench.quality.markdown import markdown
from shared.model.artefact.quality_gate import Difference, paired
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender, tracks_of
from shared.model.ranking.selection import Rules
from training.contributed import bounds
from training.contributed.adding import bounded, joined
from training.effort import QUICK
from training.evaluate.compare import evaluate_all, ours
from training.evaluate.metrics import METRICS
from training.fit.order import by_popularity, entry_matrix, only_playlists, playlist_counts
from training.fit.ranker import fit_ranker
from training.fit.retrieval import describe, fit_retrieval
from training.fit.scaling import scale_known_features
from training.read.corpus import read_dataset
from training.read.dataset import Dataset, by_operator
from training.requests import holdout_split, requests_about

SEED = 7
ACCOUNTS = (10, 20, 49, 50, 100, 200)
PAIRS = 3
"""Popular and cold songs that are attacked by each number of accounts."""
HELD_BY = (1, 5, 20, 50)
"""Playlists of the operator that hold a song which is no neighbour of the popular one."""
FEW_ACCOUNTS = (2, 4, 7, 10, 20, 49)
NEIGHBOURS = 10
HELD_OUT = 400
SPLITS = 3
"""Choices of held-out playlists and of honest listeners."""
SHARED_SHARE = 0.1
MOST_HONEST = 5
"""Playlists that an honest listener shares, at most."""
LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack: so many accounts want the cold song next to the popular one."""

    accounts: int
    popular: int
    cold: int


@click.command()
@click.argument("playlists", type=click.Path(path_type=Path))
@click.argument("features", type=click.Path(path_type=Path))
@click.option("--cost/--no-cost", default=True, help="Measure the cost of the bounds too.")
def main(playlists: Path, features: Path, *, cost: bool) -> None:
    """Train before and after, and print the tables."""
    with threadpool_limits(1, "blas"):
        dataset = by_popularity(read_dataset([playlists], [features])[0])
        click.echo(f"{cosines_table(dataset)}\n\n{places_table(dataset)}")
        if cost:
            click.echo(f"\nNDCG@500 with the bounds, then without: {cost_of_bounds(dataset)}")


def places_table(dataset: Dataset) -> str:
    """Return the places of the cold songs by number of accounts: without an attack, unbounded, and bounded."""
    attacks = drawn_attacks(dataset)
    poison = poisoned(dataset, attacks)
    unbounded = joined(dataset, replace(poison, contributors=by_operator(len(poison))))
    let_in = bounded(dataset, poison, Counter(), key=b"", share=0.5)  # as many as there are
    found = [places(data, attacks) for data in (dataset, unbounded, joined(dataset, let_in))]
    rows = [
        (str(number), *(", ".join(each[place] for place in _of(attacks, number)) for each in found))
        for number in ACCOUNTS
    ]
    return markdown(("accounts", "place without an attack", "all learned from", "within the bounds"), rows)


def cosines_table(dataset: Dataset) -> str:
    """Return the best place of PAIRS songs near a popular one, by the operator's playlists that hold them."""
    rng, counts = np.random.default_rng(SEED), playlist_counts(dataset)
    rows = []
    for held in HELD_BY:
        popular = rng.choice(np.arange(200, 300), PAIRS, replace=False).tolist()
        far = [rng.choice(np.flatnonzero((counts == held) & (together(dataset, each) == 0))) for each in popular]
        pairs = list(zip(popular, map(int, far), strict=True))
        for number in FEW_ACCOUNTS:
            places_found = np.array([_cosine_places(dataset, Attack(number, *pair), rng) for pair in pairs])
            rows.append((str(held), str(number), *map(str, places_found.min(axis=0).tolist())))
    headers = (
        "playlists of the operator",
        "accounts",
        "all learned from: best place",
        "within the bounds: best place",
    )
    return markdown(headers, rows)


def _cosine_places(dataset: Dataset, attack: Attack, rng: np.random.Generator) -> tuple[int, int]:
    """Return the attacked song's place if everything is learned from, and within the bounds.

    Others share as much as the bounds allow: the more is shared, the more of a song is believed.
    """
    crowd = playlist_counts(dataset) / len(dataset.indices)
    others = [rng.choice(len(crowd), 30, replace=False, p=crowd) for _ in range(len(dataset) // 9)]
    poison = poisoned(dataset, [attack], others)
    unbounded = joined(dataset, replace(poison, contributors=by_operator(len(poison))))
    let_in = joined(dataset, bounded(dataset, poison, Counter(), key=b"", share=0.5))
    return _cosine_place(unbounded, attack), _cosine_place(let_in, attack)


def _cosine_place(dataset: Dataset, attack: Attack) -> int:
    """Return how many songs are nearer to the popular one, and 1; all of them, if the song is not near at all."""
    cosines = together(dataset, attack.popular) / np.sqrt(np.maximum(playlist_counts(dataset), 1))
    nearer = int((cosines > cosines[attack.cold]).sum())
    return nearer + 1 if cosines[attack.cold] else len(cosines)


def together(dataset: Dataset, song: int) -> NDArray[np.float64]:
    """Compute (n,): the playlists that hold each song and `song`, which counts none with itself."""
    entries = entry_matrix(dataset)
    found = np.asarray((entries.T @ entries[:, [song]]).todense(), dtype=np.float64).ravel()
    found[song] = 0
    return found


def drawn_attacks(dataset: Dataset) -> list[Attack]:
    """Draw popular songs, about the 250th most popular, and cold ones that have a name and no playlist."""
    rng = np.random.default_rng(SEED)
    counts = playlist_counts(dataset)
    popular = rng.permutation(np.arange(200, 300))
    cold = rng.permutation(np.flatnonzero(counts == 0))
    numbers = [number for number in ACCOUNTS for _ in range(PAIRS)]
    return [Attack(*each) for each in zip(numbers, popular.tolist(), cold.tolist(), strict=False)]


def poisoned(dataset: Dataset, attacks: Sequence[Attack], others: Sequence[NDArray[np.int64]] = ()) -> Dataset:
    """Return the colluders' playlists, as many as may hold a song from one listener, then one each of others."""
    rng = np.random.default_rng(SEED)
    lists: list[NDArray[np.int64]] = []
    people: list[int] = []
    for attack in attacks:
        near = np.argsort(-together(dataset, attack.popular))[: 4 * NEIGHBOURS]
        for _ in range(attack.accounts):
            people += [max(people, default=-1) + 1] * bounds.MOST_OF_A_SONG
        for _ in range(attack.accounts * bounds.MOST_OF_A_SONG):
            lists.append(np.array([attack.popular, attack.cold, *rng.choice(near, NEIGHBOURS, replace=False)]))
    first = max(people, default=-1) + 1
    return of_listeners(dataset, [*lists, *others], [*people, *range(first, first + len(others))])


def of_listeners(dataset: Dataset, lists: Sequence[NDArray[np.int64]], people: Sequence[int]) -> Dataset:
    """Return shared playlists as `read_contributed` does."""
    return replace(
        dataset,
        playlist_ids=[f"{place:032x}" for place in np.random.default_rng(SEED).permutation(len(lists))],
        playlist_names=[""] * len(lists),
        contributors=np.array(people, dtype=np.int32),
        indptr=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        indices=np.concatenate(lists).astype(np.int32),
    )


def places(dataset: Dataset, attacks: Sequence[Attack]) -> list[str]:
    """Train, and return the place of each cold song among the songs for the popular one alone."""
    recommender, row = learned(dataset)
    rules = Rules(n=LISTED)
    found = []
    for attack in attacks:
        listed = tracks_of(recommender.recommend(RecommendationQuery(row[[attack.popular]], rules))).tolist()
        cold = int(row[attack.cold])
        found.append(str(listed.index(cold) + 1) if cold in listed else f"over {len(listed):,}")
    return found


def learned(dataset: Dataset) -> tuple[Recommender, NDArray[np.int32]]:
    """Train on all playlists; return the recommender and each track's row in it, (n,) int32."""
    ordered = by_popularity(dataset)
    content = describe(ordered.tracks, scale_known_features(ordered))
    fitted = fit_ranker(ordered, content, seed=SEED, effort=QUICK)
    retrieval = fit_retrieval(ordered, content, seed=SEED, start=fitted.retrieval)
    order = np.argsort(ordered.tracks.ids)
    row = order[np.searchsorted(ordered.tracks.ids, dataset.tracks.ids, sorter=order)].astype(np.int32)
    return Recommender(Retrieval(retrieval), Ranker(fitted.ranker)), row


def cost_of_bounds(dataset: Dataset) -> Difference:
    """Compare trainings with and without the bounds on a tenth of the playlists, paired by held-out playlist.

    The ranker is asked about the operator's playlists in both, so that chance in fitting it is much the same.
    """
    with_bounds: dict[str, float] = {}
    without: dict[str, float] = {}
    for number in range(SPLITS):
        split = holdout_split(dataset, 1.0, HELD_OUT, key=bytes([number]))
        operator, shared = _shared_by_honest(dataset, split.known, np.random.default_rng(number))
        left_out: Counter[str] = Counter()
        kept = bounded(operator, shared, left_out, key=b"")
        click.echo(f"Of {len(shared.indices):,} entries {len(kept.indices):,} are learned from; {dict(+left_out)}")
        with_bounds |= _ndcg(joined(operator, kept), split.held_out)
        without |= _ndcg(joined(operator, shared), split.held_out)
    return paired(with_bounds, without)


def _shared_by_honest(
    dataset: Dataset, known: NDArray[np.int64], rng: np.random.Generator
) -> tuple[Dataset, Dataset]:
    """Divide known playlists into the operator's and a tenth by listeners who share up to MOST_HONEST each."""
    rows = rng.permutation(known)
    size = int(len(rows) * SHARED_SHARE)
    operator, given = only_playlists(dataset, np.sort(rows[size:])), rows[:size].tolist()
    people = np.repeat(np.arange(size), rng.integers(1, MOST_HONEST + 1, size))[:size].tolist()
    shared = of_listeners(operator, [dataset.playlist(row).astype(np.int64) for row in given], people)
    return operator, replace(shared, playlist_names=[dataset.playlist_names[row] for row in given])


def _ndcg(dataset: Dataset, held_out: dict[str, NDArray[np.int32]]) -> dict[str, float]:
    recommender, row = learned(dataset)
    requests = requests_about({key: row[tracks] for key, tracks in held_out.items()})
    values = evaluate_all({"segue": ours(recommender)}, requests)["segue"][:, METRICS.index("ndcg")]
    keys = np.array([request.playlist for request in requests])
    return {key: float(values[keys == key].mean()) for key in held_out}


def _of(attacks: Sequence[Attack], number: int) -> list[int]:
    return [place for place, attack in enumerate(attacks) if attack.accounts == number]


if __name__ == "__main__":
    main()
