"""The files of a model in the order in which an instance that starts needs them."""

from collections.abc import Mapping
from fnmatch import fnmatch

from shared.model.artefact.manifest import FRONT, HOLDOUT_SCORES, FileEntry

LATER = (
    HOLDOUT_SCORES,
    FRONT,
    "titles_*",
    "title_track*",
    "genre_*",
    "artist_names_*",
    "track_years.npy",
    "track_seconds.npy",
    "track_tempos.npy",
    "track_versions.npy",
    "track_explicit.npy",
    "track_genre*",
)
"""Patterns of the files that songs given by their ids are answered without: those of titles, names and bounds."""


def is_needed_first(name: str) -> bool:
    """Check whether the first answer to songs waits for a file."""
    return not any(fnmatch(name, pattern) for pattern in LATER)


def in_order_of_need(files: Mapping[str, FileEntry]) -> list[str]:
    """Return the names of files, those needed first at the front, and of these the largest.

    So the small ones, of which each costs the time of a request, come while the large ones are decompressed.
    """
    return sorted(files, key=lambda name: (not is_needed_first(name), -files[name].size_bytes, name))
