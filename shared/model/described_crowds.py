"""The crowds of a request as an answer shows them, and the one that a listener goes on with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.track import Track
from shared.errors import NoSuchCrowd
from shared.model.crowd_names import crowd_names
from shared.model.model import Model
from shared.model.naming import LEAST_FITTING, share_fitting
from shared.model.ranking.song_group import SongGroup


@dataclass(frozen=True, slots=True)
class Crowd:
    """Songs of one kind, where a request has several kinds."""

    name: str | None
    share: float
    """Share of the songs given, 0 to 1, and of the recommendations."""
    seeds: tuple[Track, ...]
    unknown: tuple[str, ...] = ()
    """The lines of its songs that the catalogue does not have, for which others stand."""


def described_crowds(
    crowds: Sequence[SongGroup], by_index: Mapping[int, Track], model: Model
) -> tuple[Crowd, ...]:
    """Return the crowds with their names, in their order; none if there is only one. `by_index` has the seeds."""
    if len(crowds) < 2:
        return ()
    total = sum(crowd.size for crowd in crowds)
    return tuple(
        Crowd(
            name,
            crowd.size / total,
            tuple(by_index[seed] for seed in crowd.seeds.tolist()),
            tuple(song.source for song in crowd.unknown),
        )
        for crowd, name in zip(crowds, crowd_names(crowds, model), strict=True)
    )


def crowds_fit(crowds: Sequence[Crowd], songs: Sequence[Track]) -> bool:
    """Check whether half of an answer's songs, or more, have a genre that its crowds are named by.

    Names of artists, where no genre of any song is known, fit.
    """
    names = [crowd.name for crowd in crowds if crowd.name]
    return not any(song.genres for song in songs) or share_fitting(names, songs) >= LEAST_FITTING


def focused(crowds: Sequence[SongGroup], focus: int) -> SongGroup:
    """Return the songs of one crowd. Raises NoSuchCrowd if there are not so many."""
    several = len(crowds) if len(crowds) > 1 else 0
    if focus >= several:
        raise NoSuchCrowd(focus, several)
    return crowds[focus]
