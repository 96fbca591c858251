"""A title of the demo that does not go with its first song."""

import numpy as np

from shared.domain.track import Track
from shared.intake import read_text
from shared.model.model import Model
from shared.model.ranking.preferences import LEAST_SIMILARITY
from shared.model.strays import is_unsure
from shared.model.understood import understood


def stray(model: Model) -> Track:
    """Return a song whose title alone leads to it, and which does not fit the catalogue's first song."""
    others = np.arange(1, 400, dtype=np.int32)
    cosines = model.retrieval.factors.mean_cosine(others, np.array([0], dtype=np.int32))
    for track in model.tracks(others[cosines < LEAST_SIMILARITY]):
        found = understood(read_text(track.name).references, model).matched
        if len(found) == 1 and is_unsure(found[0]) and found[0].track == track:
            return track
    raise AssertionError("no title of the demo is far from its first song")
