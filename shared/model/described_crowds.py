"""The crowds of a request as an answer shows them, and the one that a listener goes on with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.track import Track
from shared.errors import NoSuchCrowd
from shared.model.candidates.tracks import Indices
from shared.model.crowd_names import crowd_names
from shared.model.model import Model


@dataclass(frozen=True, slots=True)
class Crowd:
    """Seeds of one kind, where a request has several kinds."""

    name: str | None
    share: float
    """Share of the seeds, 0 to 1, and of the recommendations."""
    seeds: tuple[Track, ...]


def described_crowds(crowds: Sequence[Indices], by_index: Mapping[int, Track], model: Model) -> tuple[Crowd, ...]:
    """Return the crowds with their names, in their order; none if there is only one. `by_index` has the seeds."""
    if len(crowds) < 2:
        return ()
    total = sum(map(len, crowds))
    return tuple(
        Crowd(name, len(crowd) / total, tuple(by_index[seed] for seed in crowd.tolist()))
        for crowd, name in zip(crowds, crowd_names(crowds, model), strict=True)
    )


def focused(crowds: Sequence[Indices], focus: int) -> Indices:
    """Return the seeds of one crowd. Raises NoSuchCrowd if there are not so many."""
    several = len(crowds) if len(crowds) > 1 else 0
    if focus >= several:
        raise NoSuchCrowd(focus, several)
    return crowds[focus]
