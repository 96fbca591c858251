"""A whole model, opened from a verified folder and ready to answer."""

from pathlib import Path

from shared.model.artefact.manifest import CATALOGUE, CLUSTERS, ArrayFolder, Manifest, read_manifest, verify
from shared.model.atlas import Atlas, read_clusters
from shared.model.candidates.retrieval import Retrieval
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender


class Model:
    """The parts of one model version; immutable, shared by all threads."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        arrays = ArrayFolder(folder)
        self.manifest = manifest
        self.retrieval = Retrieval(arrays)
        self.recommender = Recommender(self.retrieval, Ranker(arrays))
        self.atlas = Atlas(arrays, read_clusters(folder / CLUSTERS), self.retrieval.index)
        self.catalogue = Catalogue(folder / CATALOGUE, self.retrieval.tracks.counts)
        self.search = SongSearch(self.catalogue)

    @classmethod
    def open(cls, folder: Path) -> "Model":
        """Verify every file and open the model. Raises RefusedModel if any part is not what it should be."""
        return cls(folder, verify(folder))

    @classmethod
    def of_verified(cls, folder: Path) -> "Model":
        """Open a folder whose files were compared with its manifest just now, as `ModelStore.fetch` does."""
        return cls(folder, read_manifest(folder))

    @property
    def version(self) -> str:
        """The version the manifest names."""
        return self.manifest.version
