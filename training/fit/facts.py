"""The facts of tracks that bounds are about: the arrays of a `shared.model.candidates.facts.FactTable`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import VERSIONS
from shared.domain.title_versions import versions_named
from shared.domain.track import FEATURES
from shared.model.candidates.facts import TENTHS
from training.fit.artists import genre_names
from training.read.dataset import Tracks


def fact_arrays(tracks: Tracks) -> dict[str, NDArray[Any]]:
    """Return each track's year, length, tempo, versions and mark, and the names of the genres."""
    tempo = np.nan_to_num(tracks.features[:, FEATURES.index("tempo")])
    labels = "\n".join(genre_names(tracks.genres)).encode()
    return {
        "track_years": tracks.years,
        "track_seconds": tracks.seconds,
        "track_tempos": np.rint(tempo * TENTHS).clip(0, np.iinfo(np.uint16).max).astype(np.uint16),
        "track_versions": np.array([_bits(name) for name in tracks.names], dtype=np.uint8),
        "track_explicit": tracks.explicit,
        "genre_labels": np.frombuffer(labels, dtype=np.uint8),
    }


def _bits(title: str) -> int:
    return sum(1 << VERSIONS.index(version) for version in versions_named(title))
