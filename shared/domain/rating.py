"""A rating: what a listener thinks of a list or a track, and every change of it, so that counts stay right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from shared.domain.search import JSON, Search

Kind = Literal["list", "track"]


class Opinion(StrEnum):
    """What a listener may think."""

    LOVE = "love"
    LIKE = "like"
    OKAY = "okay"
    HATE = "hate"

    @property
    def score(self) -> int:
        """The opinion as a number: 1 is hate, 4 is love."""
        return {Opinion.HATE: 1, Opinion.OKAY: 2, Opinion.LIKE: 3, Opinion.LOVE: 4}[self]


@dataclass(frozen=True, slots=True)
class Target:
    """What is rated: a list by its search's id, or a track by its own."""

    kind: Kind
    id: str

    def key(self, listener: str) -> str:
        """Give the key of a listener's rating of it."""
        return f"{listener}.{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion as it is counted: the model and cluster of the answer it was given on, and the ISO week."""

    opinion: Opinion
    model: str
    cluster: int | None
    week: str

    @classmethod
    def of(cls, value: JSON) -> "Given | None":
        """Read what a record holds; None is an opinion that was not there or was taken back."""
        if not isinstance(value, dict):
            return None
        cluster = value["cluster"]
        return cls(
            Opinion(str(value["opinion"])),
            str(value["model"]),
            cluster if isinstance(cluster, int) else None,
            str(value["week"]),
        )

    def to_json(self) -> JSON:
        """Give what a record holds of it."""
        return {
            "opinion": self.opinion.value,
            "model": self.model,
            "cluster": self.cluster,
            "week": self.week,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a rating, numbered from 1 on within it; None on a side is no opinion."""

    revision: int
    before: Given | None
    after: Given | None


def rated(
    before: Mapping[str, JSON] | None,
    listener: str,
    target: Target,
    search: Search,
    opinion: Opinion | None,
    at: datetime,
) -> dict[str, JSON]:
    """Give the fields of a rating after a listener has given an opinion, None to take hers back.

    Saying the same again changes nothing. Each change has a number of its own and waits in `uncounted` until it is
    counted, so that no repetition counts twice and none is left out.
    """
    old = dict(before or {})
    if old and old["opinion"] == opinion:
        return old
    given = Given(opinion, search.model, search.cluster, week_of(at)).to_json() if opinion else None
    revision = _whole(old.get("revision")) + 1
    change: JSON = {"revision": revision, "before": old.get("given"), "after": given}
    return {
        "listener": listener,
        "kind": target.kind,
        "target": target.id,
        "search": search.id,
        "rated_at": at.astimezone(UTC).isoformat(),
        "opinion": opinion.value if opinion else None,
        "given": given,
        "revision": revision,
        "uncounted": [*_uncounted(old), change],
    }


def changes_of(fields: Mapping[str, JSON]) -> tuple[Change, ...]:
    """Give the changes of a rating that are not counted yet, in their order."""
    return tuple(
        Change(_whole(change["revision"]), Given.of(change["before"]), Given.of(change["after"]))
        for change in _uncounted(fields)
    )


def counted(before: Mapping[str, JSON] | None, revisions: Collection[int]) -> dict[str, JSON]:
    """Give the fields of a rating after some of its changes have been counted."""
    fields = dict(before or {})
    left: list[JSON] = [change for change in _uncounted(fields) if change["revision"] not in revisions]
    return {**fields, "uncounted": left}


def _uncounted(fields: Mapping[str, JSON]) -> list[dict[str, JSON]]:
    changes = fields.get("uncounted")
    return [change for change in changes if isinstance(change, dict)] if isinstance(changes, list) else []


def _whole(value: JSON) -> int:
    return value if isinstance(value, int) else 0


def week_of(at: datetime) -> str:
    """Give the ISO week of a moment in UTC, such as 2026-W48."""
    year, week, _ = at.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"
