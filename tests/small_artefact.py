"""An artefact of a few bytes, for tests of publishing that need no content."""

import numpy as np

from shared.model.arrays import write_arrays
from shared.model.artefact.manifest import HOLDOUT_SCORES, seal
from shared.model.artefact.quality_gate import Ndcg, encode_holdout_scores


def artefact(folder, content=1, ndcg=0.3, popular=0.2, holdout=None, invented=False, first=0):
    """Write an artefact; `holdout` is its NDCG on 50 playlists from number `first` on, if there are any."""
    folder.mkdir()
    if holdout is not None:
        playlists = {f"{first + place:032x}": Ndcg(holdout, popular) for place in range(50)}
        (folder / HOLDOUT_SCORES).write_bytes(encode_holdout_scores(playlists))
    write_arrays(folder, {"numbers": np.full(5, content), "more": np.arange(3)})
    metrics = {"segue": {"ndcg": ndcg}, "popularity": {"ndcg": popular}}
    return seal(
        folder,
        source="source",
        seed=1,
        counts={"tracks": 5, "playlists": 2},
        metrics=metrics,
        known_features={"energy": 1.0},
        invented=invented,
    )


def artefact_folder(tmp_path, name="model", **values):
    artefact(tmp_path / name, **values)
    return tmp_path / name
