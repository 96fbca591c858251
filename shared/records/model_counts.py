"""Counts by model in a counter: those of the models counted last, as a counter grows with each model otherwise.

A weekly model adds some 3 kB of names to a shard; Firestore takes no record above 1 MiB.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.domain.search import JSON
from shared.ports import Fields, Record, RecordKey
from shared.records.counters import Addition, counts_of

MOST_MODELS = 12
"""Models whose counts a shard keeps: a quarter of weekly ones."""

BY_MODEL = ("searches.model.", "searches.cluster.", "ratings.model.", "ratings.week.", "ratings.cluster.")
"""Starts of the names of counts by model; its version follows."""

MODELS = "models"
"""The field of a shard with the versions it counts, the latest last."""


@dataclass(frozen=True, slots=True)
class ModelAddition:
    """An addition to a shard by which it forgets the counts of all but the models counted last."""

    addition: Addition
    models: tuple[str, ...]
    """The versions that the event belongs to."""

    @property
    def shard(self) -> RecordKey:
        """The shard's record."""
        return self.addition.shard

    def applied(self, before: Record | None) -> Record:
        """Return the shard's record after the addition."""
        after = self.addition.applied(before)
        kept = _kept_models(after.fields, self.models)
        counts: Fields = {
            name: count for name, count in counts_of(after.fields).items() if model_of(name) in {"", *kept}
        }
        listed: list[JSON] = list(kept)
        return replace(after, fields={**after.fields, "counts": counts, MODELS: listed})


def model_of(name: str) -> str:
    """Return the version of the model that a count belongs to, "" for none."""
    return name.split(".")[2] if name.startswith(BY_MODEL) else ""


def listed_models(fields: Fields) -> tuple[str, ...]:
    """Return the versions that a shard lists, the latest last."""
    listed = fields.get(MODELS)
    return tuple(str(each) for each in listed) if isinstance(listed, list) else ()


def _kept_models(fields: Fields, counted: Iterable[str]) -> Sequence[str]:
    """Return the models counted last, in that order; those counted before they were listed come first."""
    known = listed_models(fields)
    older = [] if known else sorted({model_of(name) for name in counts_of(fields)} - {""})
    latest = list(dict.fromkeys(counted))
    return [*(each for each in (*older, *known) if each not in latest), *latest][-MOST_MODELS:]
