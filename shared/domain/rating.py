"""A rating: a listener's opinion on a list or a track, and its uncounted changes, so that counters stay exact."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from shared.domain.search import JSON, UNCOUNTED_SINCE, Search

Kind = Literal["list", "track"]


class Opinion(StrEnum):
    """The opinions a listener may have."""

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
    """The target of a rating: a list, by its search's id, or a track, by its own."""

    kind: Kind
    id: str

    def key(self, listener: str) -> str:
        """Return the key of a listener's rating of this target."""
        return f"{listener}.{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class CountedOpinion:
    """An opinion as it is counted: with the model and cluster of the rated answer, and the ISO week."""

    opinion: Opinion
    model: str
    cluster: int | None
    week: str
    charted: bool = False
    """Whether a love counts in the charts, as its listener had an account then."""

    @classmethod
    def of(cls, value: JSON) -> "CountedOpinion | None":
        """Read an opinion from a record; None if there was none or it was taken back.

        One from before opinions knew it was counted in the charts, so that taking it back uncounts it there.
        """
        if not isinstance(value, dict):
            return None
        cluster = value["cluster"]
        return cls(
            Opinion(str(value["opinion"])),
            str(value["model"]),
            cluster if isinstance(cluster, int) else None,
            str(value["week"]),
            value.get("charted", True) is True,
        )

    def to_json(self) -> JSON:
        """Return the value stored in a record."""
        return {
            "opinion": self.opinion.value,
            "model": self.model,
            "cluster": self.cluster,
            "week": self.week,
            "charted": self.charted,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a rating, numbered from 1 on within it; None on a side is no opinion."""

    revision: int
    before: CountedOpinion | None
    after: CountedOpinion | None

    @classmethod
    def of(cls, value: JSON) -> "Change":
        """Read a change from a record. Raises LookupError for an invalid one."""
        fields = value if isinstance(value, dict) else {}
        return cls(
            _whole(fields["revision"]), CountedOpinion.of(fields["before"]), CountedOpinion.of(fields["after"])
        )

    def to_json(self) -> JSON:
        """Return the value stored in a record."""
        return {
            "revision": self.revision,
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
        }


@dataclass(frozen=True, slots=True)
class Rating:
    """A listener's current opinion on one target, and the changes that are not counted yet."""

    listener: str
    target: Target
    search: str
    """Id of the rated answer."""
    rated_at: datetime
    given: CountedOpinion | None
    """None if the opinion was taken back."""
    revision: int
    """Number of the latest change."""
    uncounted: tuple[Change, ...]
    """In their order."""

    @property
    def key(self) -> str:
        """The key of its record."""
        return self.target.key(self.listener)

    @property
    def opinion(self) -> Opinion | None:
        """The current opinion, None if it was taken back."""
        return self.given.opinion if self.given else None

    def counted(self, revisions: Collection[int]) -> "Rating":
        """Return the rating after some of its changes have been counted."""
        left = tuple(change for change in self.uncounted if change.revision not in revisions)
        return replace(self, uncounted=left)

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of this rating's record."""
        rated_at = self.rated_at.astimezone(UTC).isoformat()
        return {
            "listener": self.listener,
            "kind": self.target.kind,
            "target": self.target.id,
            "search": self.search,
            "rated_at": rated_at,
            "opinion": self.opinion.value if self.opinion else None,
            "given": self.given.to_json() if self.given else None,
            "revision": self.revision,
            "uncounted": [change.to_json() for change in self.uncounted],
            **({UNCOUNTED_SINCE: rated_at} if self.uncounted else {}),
        }

    @classmethod
    def of(cls, fields: Mapping[str, JSON]) -> "Rating":
        """Read a rating back from the fields of its record."""
        uncounted = fields["uncounted"]
        return cls(
            listener=str(fields["listener"]),
            target=Target("track" if fields["kind"] == "track" else "list", str(fields["target"])),
            search=str(fields["search"]),
            rated_at=datetime.fromisoformat(str(fields["rated_at"])),
            given=CountedOpinion.of(fields["given"]),
            revision=_whole(fields["revision"]),
            uncounted=tuple(map(Change.of, uncounted)) if isinstance(uncounted, list) else (),
        )


def rated(
    before: Rating | None,
    listener: str,
    target: Target,
    search: Search,
    opinion: Opinion | None,
    at: datetime,
    *,
    charted: bool = False,
) -> Rating:
    """Return a rating after a listener's opinion, None to take it back; `charted` if it counts in the charts.

    The same opinion again changes nothing. Each change has a number of its own and waits in `uncounted` until it
    is counted, so that no repetition counts twice and none is left out.
    """
    if before is not None and before.opinion == opinion:
        return before
    given = CountedOpinion(opinion, search.model, search.cluster, week_of(at), charted) if opinion else None
    change = Change((before.revision if before else 0) + 1, before.given if before else None, given)
    return Rating(
        listener=listener,
        target=target,
        search=search.id,
        rated_at=at.astimezone(UTC),
        given=given,
        revision=change.revision,
        uncounted=(*(before.uncounted if before else ()), change),
    )


def taken_back(before: Rating, at: datetime) -> Rating:
    """Return a rating after its opinion was taken back, of which the rated answer need not be kept any more."""
    if before.given is None:
        return before
    change = Change(before.revision + 1, before.given, None)
    return replace(
        before,
        rated_at=at.astimezone(UTC),
        given=None,
        revision=change.revision,
        uncounted=(*before.uncounted, change),
    )


def taken_over(rating: Rating, listener: str, other: Rating | None) -> Rating:
    """Return a visitor's rating as a listener's; of two opinions on one target the newer one stays.

    The older one was counted, or will be, as both of them are the same person's now: it is counted off again.
    """
    if other is None:
        return replace(rating, listener=listener)
    newer, older = (rating, other) if rating.rated_at > other.rated_at else (other, rating)
    later = [(each.before, each.after) for each in rating.uncounted]
    if older.given is not None:
        later.append((older.given, None))
    last = max(rating.revision, other.revision)
    changes = [Change(last + number, *sides) for number, sides in enumerate(later, 1)]
    return replace(newer, listener=listener, revision=last + len(changes), uncounted=(*other.uncounted, *changes))


def _whole(value: JSON) -> int:
    return value if isinstance(value, int) else 0


def week_of(at: datetime) -> str:
    """Return the ISO week of a moment in UTC, such as 2026-W48."""
    year, week, _ = at.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"
