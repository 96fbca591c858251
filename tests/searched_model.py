"""A model of a catalogue alone, by whose names songs are found."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from shared.domain.track import Track
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue


class SearchedModel:
    """A model of a catalogue alone."""

    def __init__(self, catalogue):
        self.search = SongSearch(catalogue)
        self.tracks = catalogue.tracks

    def index_of_each(self, ids):
        """Return that no id is known."""
        return np.full(len(ids), -1, dtype=np.int32)


@contextmanager
def searched_model(folder: Path, songs: Sequence[tuple[str, str]]) -> Iterator[SearchedModel]:
    """Write the catalogue of these titles and artists into a folder, and open it."""
    path = folder / "catalogue.sqlite"
    tracks = [Track(f"spotify:track:{place:022d}", *song) for place, song in enumerate(songs)]
    write_catalogue(path, tracks)
    catalogue = Catalogue(path, np.zeros(len(tracks)))
    yield SearchedModel(catalogue)
    catalogue.close()
