"""Another version of a model with the same answers, for a swap."""

import shutil
from pathlib import Path

from shared.model.artefact.manifest import CLUSTERS, MANIFEST, read_manifest, reseal


def another_version(folder: Path, target: Path) -> Path:
    """Copy an artefact with one insignificant byte more in a file, and reseal it."""
    shutil.copytree(folder, target)
    manifest = read_manifest(folder)
    (target / MANIFEST).unlink()
    clusters = target / CLUSTERS
    clusters.write_bytes(clusters.read_bytes() + b"\n")
    reseal(target, manifest)
    return target
