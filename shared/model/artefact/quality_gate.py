"""The quality gate: refuses to publish a candidate that loses to popularity or to the served model.

It compares NDCG on each held-out playlist. A model's holdout scores are of a fit that has not seen these
playlists, and a playlist's seeds follow from its tracks alone. Two models with scores on the same playlist were
therefore asked the same, and neither had seen the answer: that makes the comparison fair.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.errors import RefusedModel

LEAST_COMMON = 30
"""Fewest playlists in common for a normal interval of paired differences."""

_NORMAL_95 = 1.96

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Ndcg(msgspec.Struct, frozen=True):
    """NDCG on one held-out playlist, averaged over its kinds of request."""

    segue: Share
    popularity: Share
    familiarity: float | None = None
    """Logarithm of how many times as well known the ten songs shown are as the playlist's own; None if unknown."""


HoldoutScores = dict[str, Ndcg]
"""A model's scores on its held-out playlists: key of a playlist (a hash of its track ids, in hex) -> NDCG."""

Scores = Mapping[str, float]
"""Key of a playlist -> one method's NDCG."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean NDCG of two models, and half the width of the 95 % interval of their difference."""

    first: float
    second: float
    half_width: float
    basis: str
    """The playlists it rests on, in words."""

    @property
    def mean(self) -> float:
        """The first mean minus the second."""
        return self.first - self.second

    def __str__(self) -> str:
        return f"{self.first:.4f}, a difference of {self.mean:+.4f} ± {self.half_width:.4f} {self.basis}"


def encode_holdout_scores(scores: HoldoutScores) -> bytes:
    """Return the bytes of `holdout_scores.json`: the same for the same playlists and values."""
    return msgspec.json.format(msgspec.json.encode(scores, order="sorted"), indent=1) + b"\n"


def decode_holdout_scores(data: bytes, where: str) -> HoldoutScores:
    """Read a `holdout_scores.json`. Raises RefusedModel for broken JSON or a value that is no NDCG."""
    try:
        return msgspec.json.decode(data, type=HoldoutScores)
    except msgspec.DecodeError as error:
        raise RefusedModel(
            f"{where} does not hold a model's holdout scores",
            expected="the JSON that `segue train` writes",
            found=str(error),
            cure="publish that model again from where it was trained, or publish with --force",
        ) from error


def loss_to_popularity(scores: HoldoutScores) -> RefusedModel | None:
    """Return the error that refuses a candidate no better than popularity, or None.

    The rule: over its held-out playlists, the mean of its NDCG minus popularity's must be above 0. The interval is
    reported but gives no benefit of the doubt: without a measured gain over a list of hits a model is useless.
    """
    found = paired(_segue(scores), {key: each.popularity for key, each in scores.items()})
    if found.mean > 0:
        return None
    return _lost_to_popularity(f"{found.second:.4f}", str(found))


def loss_of_means(metrics: Mapping[str, Mapping[str, float]]) -> RefusedModel | None:
    """Return the error that refuses an artefact without `holdout_scores.json`, or None.

    The rule: the mean NDCG in its manifest must be above popularity's there.
    """
    ours = metrics.get("segue", {}).get("ndcg")
    popular = metrics.get("popularity", {}).get("ndcg")
    if ours is not None and popular is not None and ours > popular:
        return None
    return _lost_to_popularity(f"{popular}", f"{ours}")


def _lost_to_popularity(popular: str, found: str) -> RefusedModel:
    return RefusedModel(
        "The model does not beat popularity on its own held-out playlists",
        expected=f"a mean NDCG above popularity's {popular}",
        found=found,
        cure="train on more playlists, or publish with --force",
    )


def loss_to_served(scores: HoldoutScores, served: HoldoutScores, version: str) -> RefusedModel | None:
    """Return the error that refuses a candidate worse than the served model `version`, or None.

    The rule: its mean NDCG may not be below the served model's by more than half the width of the difference's
    95 % interval. The difference is paired over the playlists that both have scores on if there are LEAST_COMMON
    of them, else it is that of two independent samples: so is the first one after a change of SEGUE_HOLDOUT_KEY.
    """
    ours, theirs = _segue(scores), _segue(served)
    enough = len(in_common(scores, served)) >= LEAST_COMMON
    found = paired(ours, theirs) if enough else unpaired(ours, theirs)
    if found.mean >= -found.half_width:
        return None
    return RefusedModel(
        f"The model loses to the served model {version} on held-out playlists",
        expected=f"a mean NDCG not more than {found.half_width:.4f} below the served model's {found.second:.4f}",
        found=str(found),
        cure="train on more playlists, or publish with --force",
    )


def in_common(scores: HoldoutScores, served: HoldoutScores) -> set[str]:
    """Return the keys of the playlists that both models have scores on; none if they were chosen by other keys."""
    return scores.keys() & served.keys()


FAMILIARITY_MARGIN = 0.2
"""Log popularity by which a candidate's ten songs may exceed the served model's: a factor of 1.22."""


def gain_by_popularity(scores: HoldoutScores, served: HoldoutScores, version: str) -> RefusedModel | None:
    """Return the error that refuses a candidate whose songs are better known than the served model's, or None.

    NDCG rises when a model shows what everybody lists. The rule: over the playlists both have scores on, the mean
    familiarity of its ten songs may exceed the served model's by FAMILIARITY_MARGIN and half the width of the 95 %
    interval. With fewer than LEAST_COMMON such playlists nothing is compared.
    """
    ours, theirs = _familiarity(scores), _familiarity(served)
    found = paired(ours, theirs)
    if len(ours.keys() & theirs.keys()) < LEAST_COMMON or found.mean <= FAMILIARITY_MARGIN + found.half_width:
        return None
    most = float(np.exp(found.second + FAMILIARITY_MARGIN))
    return RefusedModel(
        f"The model shows better known songs than the served model {version}",
        expected=f"ten songs at most {most:.2f} times as well known as the lists' own",
        found=f"{np.exp(found.first):.2f} times, {found.basis}",
        cure="train on playlists with more rare songs, or publish with --force",
    )


def _familiarity(scores: HoldoutScores) -> Scores:
    return {key: each.familiarity for key, each in scores.items() if each.familiarity is not None}


def paired(first: Scores, second: Scores) -> Difference:
    """Compare on the playlists that both have scores on, by the difference on each."""
    common = sorted(first.keys() & second.keys())
    ours, theirs = _values(first[key] for key in common), _values(second[key] for key in common)
    basis = f"over {len(common)} playlists that both have scores on"
    return Difference(_mean(ours), _mean(theirs), _half_width(_squared_error(ours - theirs)), basis)


def unpaired(first: Scores, second: Scores) -> Difference:
    """Compare as two independent samples: the variances of their means add up (Welch, Biometrika 34, 1947)."""
    ours, theirs = _values(first.values()), _values(second.values())
    common = len(first.keys() & second.keys())
    basis = f"between {len(ours)} playlists and the other's {len(theirs)}, {common or 'none'} in common"
    return Difference(
        _mean(ours), _mean(theirs), _half_width(_squared_error(ours) + _squared_error(theirs)), basis
    )


def _segue(scores: HoldoutScores) -> Scores:
    return {key: each.segue for key, each in scores.items()}


def _values(scores: Iterable[float]) -> NDArray[np.float64]:
    return np.fromiter(scores, dtype=np.float64)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _squared_error(values: NDArray[np.float64]) -> float:
    """Return the variance of the mean; infinite for fewer than two values."""
    return float(values.var(ddof=1)) / len(values) if len(values) > 1 else float("inf")


def _half_width(squared_error: float) -> float:
    return _NORMAL_95 * float(np.sqrt(squared_error))
