"""Fill in audio features that were looked up for shared playlists, of tracks that the operator's data has."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from shared.errors import InvalidData
from training.read.dataset import Dataset
from training.read.features import read_features


def fill_features(operator: Dataset, tables: Sequence[Path], looked_up: Sequence[Path]) -> tuple[Dataset, str]:
    """Return the dataset with values that `tables`, the operator's, lack, and why none was filled in, or "".

    No value that is known is replaced, no track is added. Looked-up tables that cannot be read, or that measured
    on another scale than the operator's, are left out whole.
    """
    try:
        # With the operator's tables, for two scales show only side by side.
        found = read_features((*tables, *looked_up), skip_bad=True)
    except InvalidData as error:
        return operator, str(error)
    place = {track_id.encode(): row for row, track_id in enumerate(found.ids)}
    rows = np.array([place.get(track_id, -1) for track_id in operator.tracks.ids.tolist()], dtype=np.intp)
    features = operator.tracks.features.copy()
    blank = np.isnan(features) & (rows >= 0)[:, None]
    features[blank] = found.features[rows][blank]
    return replace(operator, tracks=replace(operator.tracks, features=features)), ""
