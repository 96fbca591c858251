"""The query of a recommender: seeds, a title, opinions and dials, and the rules of the list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from shared.domain.search import Tune
from shared.domain.song_order import Curve, Order
from shared.model.bounds.song_bounds import Kept, SongBounds
from shared.model.candidates.tracks import Indices
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup

AS_LEARNED = Tune()
NO_OPINIONS = Opinions()


def _no_seeds() -> Indices:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class RecommendationQuery:
    """One query of a recommender, in indices of its model; built once and passed through every layer.

    Without seeds, `stand_ins` and `title` it is answered by the most popular tracks.

    >>> RecommendationQuery(np.array([0, 1], dtype=np.int32), Rules(n=3)).title
    ''
    """

    seeds: Indices = field(default_factory=_no_seeds)
    """(s,) int32, distinct; none of them is recommended."""
    rules: Rules = field(default_factory=Rules)
    tune: Tune = AS_LEARNED
    opinions: Opinions = NO_OPINIONS
    stand_ins: Sequence[Indices] = ()
    """The songs that may stand for each unknown one, the likeliest first; unlike seeds they may be recommended.

    Those of one row tell of one song together, however many of them stand for it at once.
    """
    title: str = ""
    """The playlist's title, empty if it is not given."""
    title_names_artists: bool = True
    """Whether words of the title may name artists; not if it was made of words whose meaning is known."""
    bounds: SongBounds | None = None
    """Which songs the answer may hold, see `shared.model.bounds.compiling.compiled`; None for any."""
    crowds: Sequence[SongGroup] | None = None
    """The crowds of the seeds and of the unknown songs; None to divide the seeds alone."""
    order: Order = "ranked"
    """The order in which the songs that were chosen are answered; it changes neither them nor their scores."""
    curve: Curve | None = None
    """The course of energy of an order that flows."""

    def demand_any_song(self) -> None:
        """Raise InvalidInput where the bounds leave no song that may be recommended."""
        if self.bounds is not None:
            self.bounds.demand_any(self.never)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The songs that each bound leaves, the narrowest first; none without bounds."""
        return self.bounds.kept() if self.bounds is not None else ()

    @property
    def never(self) -> Indices:
        """The tracks that are never recommended: int32."""
        excluded = np.fromiter(self.rules.exclude, dtype=np.int32)
        return np.concatenate([self.seeds, excluded, self.opinions.loved, self.opinions.hated]).astype(np.int32)
