"""The publish guard: whether a candidate beats popularity and holds its own against the served model.

It compares NDCG, playlist by playlist. Every model is judged by a fit that has not seen the playlists it is judged
on, and a playlist's seeds follow from its tracks alone: two models judged on the same playlist were asked the same
and neither had seen the answer, which is what makes comparing them fair.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.errors import RefusedModel

LEAST_COMMON = 30
"""With fewer playlists in common, a normal interval of paired differences says little."""

_NORMAL_95 = 1.96

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Ndcg(msgspec.Struct, frozen=True):
    """NDCG on one held-out playlist, averaged over its kinds of request."""

    segue: Share
    popularity: Share


HoldoutScores = dict[str, Ndcg]
"""What a model's judging found: key of a playlist (a hash of its track ids, in hex) -> NDCG."""

Scores = Mapping[str, float]
"""Key of a playlist -> one method's NDCG."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean NDCG of two, how far the first is ahead, and half the width of that difference's 95 % interval."""

    first: float
    second: float
    half_width: float
    basis: str
    """Which playlists it rests on, and how many."""

    @property
    def mean(self) -> float:
        """How far the first is ahead; negative if it is behind."""
        return self.first - self.second

    def __str__(self) -> str:
        return f"{self.first:.4f}, a difference of {self.mean:+.4f} ± {self.half_width:.4f} {self.basis}"


def encode_holdout_scores(judged: HoldoutScores) -> bytes:
    """Give the bytes of `holdout_scores.json`: the same for the same playlists and values."""
    return msgspec.json.format(msgspec.json.encode(judged, order="sorted"), indent=1) + b"\n"


def decode_holdout_scores(data: bytes, where: str) -> HoldoutScores:
    """Read a `holdout_scores.json`. Raises RefusedModel for broken JSON or a value that is no NDCG."""
    try:
        return msgspec.json.decode(data, type=HoldoutScores)
    except msgspec.DecodeError as error:
        raise RefusedModel(
            f"{where} does not say how the model was judged",
            expected="the JSON that `segue train` writes",
            found=str(error),
            cure="publish that model again from where it was trained, or publish with --force",
        ) from error


def loss_to_popularity(judged: HoldoutScores) -> RefusedModel | None:
    """Give why a candidate is refused beside popularity, or None.

    The rule: over its own judged playlists, the mean of its NDCG less popularity's must be above 0. The interval
    is told but not allowed for: who cannot show a gain over a list of hits has nothing to serve.
    """
    found = paired(_segue(judged), {key: each.popularity for key, each in judged.items()})
    if found.mean > 0:
        return None
    return _lost_to_popularity(f"{found.second:.4f}", str(found))


def loss_of_means(metrics: Mapping[str, Mapping[str, float]]) -> RefusedModel | None:
    """Give why an artefact without `holdout_scores.json` is refused beside popularity, or None.

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


def loss_to_served(judged: HoldoutScores, served: HoldoutScores, version: str) -> RefusedModel | None:
    """Give why a candidate is refused beside the served model `version`, or None.

    The rule: its mean NDCG may not be below the served model's by more than half the width of the difference's
    95 % interval. The difference is paired over the playlists both judged if there are LEAST_COMMON of them, else
    it is that of two independent samples.
    """
    ours, theirs = _segue(judged), _segue(served)
    enough = len(ours.keys() & theirs.keys()) >= LEAST_COMMON
    found = paired(ours, theirs) if enough else unpaired(ours, theirs)
    if found.mean >= -found.half_width:
        return None
    return RefusedModel(
        f"The model loses to the served model {version} on held-out playlists",
        expected=f"a mean NDCG not more than {found.half_width:.4f} below the served model's {found.second:.4f}",
        found=str(found),
        cure="train on more playlists, or publish with --force",
    )


def paired(first: Scores, second: Scores) -> Difference:
    """Compare on the playlists both judged, by the differences on each."""
    common = sorted(first.keys() & second.keys())
    ours, theirs = _values(first[key] for key in common), _values(second[key] for key in common)
    basis = f"over {len(common)} playlists both were judged on"
    return Difference(_mean(ours), _mean(theirs), _half_width(_squared_error(ours - theirs)), basis)


def unpaired(first: Scores, second: Scores) -> Difference:
    """Compare as two independent samples: the variances of both means add up (Welch, Biometrika 34, 1947)."""
    ours, theirs = _values(first.values()), _values(second.values())
    basis = f"between {len(ours)} playlists and the other's {len(theirs)}"
    return Difference(
        _mean(ours), _mean(theirs), _half_width(_squared_error(ours) + _squared_error(theirs)), basis
    )


def _segue(judged: HoldoutScores) -> Scores:
    return {key: each.segue for key, each in judged.items()}


def _values(scores: Iterable[float]) -> NDArray[np.float64]:
    return np.fromiter(scores, dtype=np.float64)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _squared_error(values: NDArray[np.float64]) -> float:
    """Give the variance of the mean; fewer than two values say nothing of it, so it may be anything."""
    return float(values.var(ddof=1)) / len(values) if len(values) > 1 else float("inf")


def _half_width(squared_error: float) -> float:
    return _NORMAL_95 * float(np.sqrt(squared_error))
