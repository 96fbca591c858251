"""The references of a request: found, or with known songs that stand for them, and without what fits none."""

from collections.abc import Sequence

from shared.intake import TrackReference
from shared.model.model import Model
from shared.model.releases import with_other_releases
from shared.model.resolve import Resolution, resolve
from shared.model.stand_ins import with_stand_ins
from shared.model.strays import without_strays
from shared.ports import TrackNames


def understood(references: Sequence[TrackReference], model: Model, names: TrackNames | None = None) -> Resolution:
    """Look every reference up, unknown ids by their `names`; others stand for unknown songs.

    Unsure songs that do not fit the others are left out.
    """
    resolution = resolve(references, model)
    if names is not None:
        resolution = with_other_releases(resolution, references, model, names)
    return without_strays(with_stand_ins(references, resolution, model), model)
