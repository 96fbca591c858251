"""A search: a listener's request and the answer it got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shared.domain.track_ids import track_id_of

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
"""A value that a record's field may hold."""


@dataclass(frozen=True, slots=True)
class Tune:
    """A listener's wishes for the answer beyond its seeds.

    `targets` maps audio features to wanted levels: 0 to 1 is the lowest to the highest of the catalogue
    (a percentile, so that 0.9 means the same for tempo as for energy). `adventurous` runs from -1, familiar
    (only well-known songs), over 0, as learned, to 1, adventurous (little-known songs). `diverse` runs from 0,
    as learned, to 1: songs as unlike each other as the seeds allow.
    """

    targets: Mapping[str, float] = field(default_factory=dict)
    adventurous: float = 0.0
    diverse: float = 0.0


MOST_COUNTED_SEEDS = 10

UNCOUNTED_SINCE = "uncounted_since"
"""The field of a search or a rating that waits to be counted, and of no other; its moment as ISO 8601 in UTC."""

TAKEN_OUT = "taken_out"
"""The field of `Search.asked` with the songs that were taken out of the list: id -> {place, by}."""

COUNTED = "counted"
"""The field, true, of a search that is counted."""


@dataclass(frozen=True, slots=True)
class Search:
    """One answered request, as it is stored before its answer is sent."""

    id: str
    asked_at: datetime
    model: str
    seeds: tuple[str, ...]
    """Track ids that were matched."""
    recommended: tuple[str, ...]
    """Track ids in the order they were answered."""
    cluster: int | None
    fallback: str | None
    listener: str | None = None
    """The listener's id, if the request carried one."""
    genres: tuple[str, ...] = ()
    """The genres that most of the seeds are of."""
    stands_for: Mapping[str, str] = field(default_factory=dict)
    """Id of a seed that the listener did not name -> what it stands for, such as its artist."""
    charted: bool = False
    """Whether its songs count in the charts, as its listener had an account then."""
    asked: Mapping[str, JSON] = field(default_factory=dict)
    """The request besides its songs, as `functions/recommend` keeps it for a follow-up."""

    @property
    def counted_seeds(self) -> tuple[str, ...]:
        """The seeds that count as searched for: of a pasted playlist not each song does."""
        return self.seeds[:MOST_COUNTED_SEEDS]

    @property
    def taken_out(self) -> tuple[str, ...]:
        """Ids of songs that were recommended, and that the listener took out of the list."""
        taken = self.asked.get(TAKEN_OUT)
        return tuple(taken) if isinstance(taken, dict) else ()

    def to_fields(self) -> dict[str, JSON]:
        """Return the fields of this search's record."""
        return {
            "asked_at": self.asked_at.isoformat(),
            "model": self.model,
            "seeds": list(self.seeds),
            "recommended": list(self.recommended),
            "cluster": self.cluster,
            "fallback": self.fallback,
            "listener": self.listener,
            "genres": list(self.genres),
            "stands_for": dict(self.stands_for),
            "charted": self.charted,
            "asked": dict(self.asked),
        }

    def to_uncounted_fields(self) -> dict[str, JSON]:
        """Return the fields of this search's record, to be counted."""
        return {**self.to_fields(), UNCOUNTED_SINCE: self.asked_at.astimezone(UTC).isoformat()}

    @classmethod
    def of(cls, id: str, fields: Mapping[str, JSON]) -> "Search":
        """Read a search back from the fields of its record."""
        cluster, fallback, listener = fields["cluster"], fields["fallback"], fields.get("listener")
        asked = fields.get("asked")
        return cls(
            id=id,
            asked_at=datetime.fromisoformat(str(fields["asked_at"])),
            model=str(fields["model"]),
            seeds=_track_ids(fields["seeds"]),
            recommended=_track_ids(fields["recommended"]),
            cluster=cluster if isinstance(cluster, int) else None,
            fallback=None if fallback is None else str(fallback),
            listener=None if listener is None else str(listener),
            genres=texts_of(fields.get("genres")),
            stands_for=_texts_by_id(fields.get("stands_for")),
            charted=fields.get("charted") is True,
            asked=asked if isinstance(asked, dict) else {},
        )


def counted_fields(fields: Mapping[str, JSON]) -> dict[str, JSON] | None:
    """Return the fields of a search's record once it is counted, or None if it is counted already.

    A search that was stored before these fields is not: it is counted when its message comes.
    """
    if fields.get(COUNTED) is True:
        return None
    return {**{name: value for name, value in fields.items() if name != UNCOUNTED_SINCE}, COUNTED: True}


def _track_ids(value: JSON) -> tuple[str, ...]:
    """Return the ids in a record; those from before ids named their provider are Spotify's bare ones."""
    return tuple(track_id_of(text) or text for text in texts_of(value))


def _texts_by_id(value: JSON) -> dict[str, str]:
    return {id: str(text) for id, text in value.items()} if isinstance(value, dict) else {}


def texts_of(value: JSON) -> tuple[str, ...]:
    """Return the texts of a record's list; anything else counts as an empty one."""
    return tuple(map(str, value)) if isinstance(value, list) else ()
