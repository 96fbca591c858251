"""The columns a model was trained on, signals and audio features, compared with those of this code."""

from collections.abc import Sequence

from shared.domain.track import FEATURES
from shared.errors import OutdatedModel
from shared.model.artefact.manifest import Manifest
from shared.model.artefact.signal_names import SIGNALS


def require_columns(manifest: Manifest) -> None:
    """Raise OutdatedModel unless the model's signals and features are those of this code, in the same order."""
    _require_same("signals", SIGNALS, manifest.signals, manifest.version)
    _require_same("features", FEATURES, manifest.features, manifest.version)


def _require_same(kind: str, expected: Sequence[str], found: Sequence[str], version: str) -> None:
    if list(expected) == list(found):
        return
    start = _same_from_the_start(expected, found)
    end = _same_from_the_start(expected[start:][::-1], found[start:][::-1])
    raise OutdatedModel(
        f"Model {version} was trained on other {kind} than this code computes",
        expected=_differing(kind, expected, start, end),
        found=_differing(kind, found, start, end),
        cure="train it again with this code, or deploy the code that trained it",
    )


def _same_from_the_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of names that both begin with."""
    differ = (place for place, (ours, theirs) in enumerate(zip(one, other, strict=False)) if ours != theirs)
    return next(differ, min(len(one), len(other)))


def _differing(kind: str, names: Sequence[str], start: int, end: int) -> str:
    """Return the names between the first `start` and the last `end`, which the other side has too."""
    between = ", ".join(names[start : len(names) - end]) or "nothing"
    where = f"after {names[start - 1]}" if start else "at the start"
    return f"{len(names)} {kind} with {between} {where}"
