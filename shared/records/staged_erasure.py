"""Erasure of a staged playlist: readers skip it at once, the next compaction rewrites the part that holds it."""

from shared.ports import ObjectStore
from shared.records.staging_paths import StagedName

_TOMBSTONE = b"{}\n"


def erase_staged(objects: ObjectStore, name: str) -> None:
    """Erase the object of a staged playlist, of any form there was; erasing it again is no error.

    The tombstone is written first: whoever compacts meanwhile may hold the line already.
    """
    staged = StagedName.of(name)
    if staged is not None and staged.contributor:
        objects.put(staged.tombstone, _TOMBSTONE)
    elif staged is not None:
        objects.delete(staged.features)
    objects.delete(name)
