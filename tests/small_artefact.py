"""An artefact of a few bytes, for tests of publishing that need no content."""

import numpy as np

from shared.model.arrays import write_arrays
from shared.model.artefact.manifest import HOLDOUT_SCORES, seal
from shared.model.artefact.order_of_need import is_needed_first
from shared.model.artefact.quality_gate import Ndcg, encode_holdout_scores


class Opened:
    """A model that is its version, open once the files are there that are needed first."""

    def __init__(self, arrival):
        for name in filter(is_needed_first, arrival.manifest.files):
            arrival.wait(name)
        self.version = arrival.manifest.version

    def open_rest(self):
        pass


def artefact(folder, content=1, ndcg=0.3, popular=0.2, holdout=None, invented=False, first=0, late=None):
    """Write an artefact; `holdout` is its NDCG on 50 playlists from number `first` on, if there are any.

    `late` is the content of a file that is not needed first, if there is one.
    """
    folder.mkdir()
    if holdout is not None:
        playlists = {f"{first + place:032x}": Ndcg(holdout, popular) for place in range(50)}
        (folder / HOLDOUT_SCORES).write_bytes(encode_holdout_scores(playlists))
    write_arrays(folder, {"numbers": np.full(5, content), "more": np.arange(3)})
    if late is not None:
        write_arrays(folder, {"titles_texts": np.full(5, late)})
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
