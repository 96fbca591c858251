"""What `insights` answers of everyone's, as JSON."""

from msgspec import Struct

from .contract import Counted, Opinions, SongCount, WeekCount


class ModelOpinions(Struct):
    """What is thought of one model's answers."""

    model: str
    ratings: Opinions


class ModelWeek(Struct):
    """What was thought of one model's answers in one week."""

    model: str
    week: str
    ratings: Opinions


class ClusterOpinions(Struct):
    """What is thought of answers in one cluster of the served model."""

    id: int
    name: str
    ratings: Opinions


class Coverage(Struct):
    """How much of the catalogue the latest answers showed."""

    answers: int
    recommended: int
    distinct: int
    catalogue: int


class EveryoneResponse(Struct):
    """Everyone's figures, for admins."""

    model: str
    searches: int
    searches_by_week: list[WeekCount]
    fallback: int
    """Searches answered by what is popular alone."""
    ratings: Opinions
    ratings_by_model: list[ModelOpinions]
    ratings_by_week: list[ModelWeek]
    ratings_by_cluster: list[ClusterOpinions]
    genres: list[Counted]
    loved: list[SongCount]
    coverage: Coverage
    last_activity_at: str | None


class ListenerUsage(Struct):
    """How much one listener uses Segue."""

    id: str
    address: str | None
    """Of those who signed in."""
    searches: int
    ratings: int
    last_activity_at: str | None


class ListenersResponse(Struct):
    """Some listeners, those who search most first."""

    listeners: list[ListenerUsage]
    cursor: str | None
    """Asks for the next ones; null: these were the last."""


class PublishedModel(Struct):
    """A model in the store and how good it is."""

    version: str
    served: bool
    promoted_at: str | None
    counts: dict[str, int]
    metrics: dict[str, dict[str, float]]
    notes: list[str]


class ModelsResponse(Struct):
    """All published models, those promoted last first."""

    models: list[PublishedModel]
