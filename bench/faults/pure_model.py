"""A model that remembers its answers: every run asks the same, and scoring would be most of its time."""

import pickle
from collections.abc import Sequence
from pathlib import Path

from shared.domain.search import Tune
from shared.model.artefact.manifest import Manifest
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.recommender import AS_LEARNED, NO_OPINIONS, Recommendation
from shared.model.ranking.selection import Rules


class RememberingModel(Model):
    """A model whose `recommend`, a pure function, computes each answer once."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        super().__init__(folder, manifest)
        self._known: dict[bytes, list[Recommendation]] = {}

    def recommend(
        self,
        seeds: Indices,
        rules: Rules,
        tune: Tune = AS_LEARNED,
        opinions: Opinions = NO_OPINIONS,
        stand_ins: Sequence[Indices] = (),
        title: str = "",
        crowds: Sequence[Indices] | None = None,
    ) -> list[Recommendation]:
        """Return up to `rules.n` tracks, best first."""
        asked = pickle.dumps((seeds, rules, tune, opinions, stand_ins, title))  # crowds follow from the seeds
        if asked not in self._known:
            self._known[asked] = super().recommend(seeds, rules, tune, opinions, stand_ins, title, crowds)
        return self._known[asked]
