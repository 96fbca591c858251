"""Responses of `insights` to admins: usage of the whole service, as JSON."""

from msgspec import Struct

from .contract import Counted, Opinions, SongCount, WeekCount


class ModelOpinions(Struct):
    """Opinions on one model's answers."""

    model: str
    ratings: Opinions


class ModelWeek(Struct):
    """Opinions on one model's answers in one week."""

    model: str
    week: str
    ratings: Opinions


class ClusterOpinions(Struct):
    """Opinions on answers in one cluster of the served model."""

    id: int
    name: str
    ratings: Opinions


class Coverage(Struct):
    """Catalogue coverage of the latest answers."""

    answers: int
    recommended: int
    distinct: int
    catalogue: int


class EveryoneResponse(Struct):
    """Statistics of the whole service."""

    model: str
    searches: int
    searches_by_week: list[WeekCount]
    fallback: int
    """Searches answered with popular songs alone."""
    ratings: Opinions
    ratings_by_model: list[ModelOpinions]
    ratings_by_week: list[ModelWeek]
    ratings_by_cluster: list[ClusterOpinions]
    genres: list[Counted]
    loved: list[SongCount]
    coverage: Coverage
    last_activity_at: str | None


class ListenerUsage(Struct):
    """One listener's use of Segue."""

    id: str
    address: str | None
    """Known for listeners who have signed in."""
    searches: int
    ratings: int
    last_activity_at: str | None


class ListenersResponse(Struct):
    """A page of listeners, the most active first."""

    listeners: list[ListenerUsage]
    cursor: str | None
    """Cursor of the next page; null on the last."""


class PublishedModel(Struct):
    """A model in the store, with its metrics."""

    version: str
    served: bool
    promoted_at: str | None
    counts: dict[str, int]
    metrics: dict[str, dict[str, float]]
    notes: list[str]


class ModelsResponse(Struct):
    """All published models, the latest promotion first."""

    models: list[PublishedModel]
