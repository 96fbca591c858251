"""Statistics for admins: the service's counters, usage by listener, and the metrics of the models."""

from collections.abc import Mapping
from contextlib import suppress

from shared.domain.search import Search
from shared.errors import RefusedModel
from shared.model.artefact.pointer import History
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.ports import Record, Records
from shared.record_kinds import COUNTERS, LISTENERS, SEARCHES
from shared.records.charts import most_counted
from shared.records.counter_names import EVER, EVERYONE, LAST_AT, LISTENER, counts_under
from shared.records.counters import ShardedCounter, counts_of

from .contract_everyone import (
    ClusterOpinions,
    Coverage,
    EveryoneResponse,
    ListenersResponse,
    ListenerUsage,
    ModelOpinions,
    ModelsResponse,
    ModelWeek,
    PublishedModel,
)
from .figures import all_opinions, by_week, commonest, nested, opinions, songs

MOST_GENRES = 50
MOST_SONGS = 50
LISTENERS_A_PAGE = 50

COVERED = 500
"""Number of latest answers that coverage is computed from."""


class Everyone:
    """The use case behind the admins' statistics."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def figures(self, model: Model) -> EveryoneResponse:
        """Return the statistics of the whole service."""
        counts, last = ShardedCounter(self._records, COUNTERS.name).read_with(EVERYONE, LAST_AT)
        return EveryoneResponse(
            model=model.version,
            searches=counts.get("searches", 0),
            searches_by_week=by_week(counts),
            fallback=counts.get("searches.fallback", 0),
            ratings=all_opinions(counts),
            ratings_by_model=_by_model(counts),
            ratings_by_week=_by_week(counts),
            ratings_by_cluster=_by_cluster(counts, model),
            genres=commonest(counts_under(counts, "genres"), MOST_GENRES),
            loved=songs(model, most_counted(self._records, EVER, "loved", MOST_SONGS, least=1)),
            coverage=self._coverage(model),
            last_activity_at=last or None,
        )

    def listeners(self, cursor: str | None) -> ListenersResponse:
        """Return a page of listeners. Raises InvalidInput for a cursor that was not issued here."""
        page = self._records.page(
            COUNTERS.name,
            where={"kind": LISTENER},
            order_by="searches",
            descending=True,
            limit=LISTENERS_A_PAGE,
            cursor=cursor,
        )
        return ListenersResponse([self._usage(record) for record in page.records], page.cursor)

    def _usage(self, record: Record) -> ListenerUsage:
        listener, counts = str(record.fields["listener"]), counts_of(record.fields)
        known = self._records.get(LISTENERS.name, listener)
        ratings = all_opinions(counts)
        return ListenerUsage(
            id=listener,
            address=str(known.fields["address"]) if known and known.fields.get("address") else None,
            searches=counts.get("searches", 0),
            ratings=ratings.love + ratings.like + ratings.okay + ratings.hate,
            last_activity_at=str(record.fields.get(LAST_AT, "")) or None,
        )

    def _coverage(self, model: Model) -> Coverage:
        page = self._records.page(SEARCHES.name, order_by="asked_at", descending=True, limit=COVERED)
        shown = [Search.of(record.key, record.fields).recommended for record in page.records]
        return Coverage(
            answers=len(shown),
            recommended=sum(map(len, shown)),
            distinct=len({track for tracks in shown for track in tracks}),
            catalogue=model.track_count,
        )


def published_models(store: ModelStore) -> ModelsResponse:
    """Return every published model with its metrics, the latest promotion first. Raises NoModel without any.

    If the pointer cannot be read, no model has a promotion, and none is said to be served.
    """
    history: History = ()
    with suppress(RefusedModel):  # it is logged where the model is loaded
        history = store.pointer().history
    served = history[-1].version if history else ""
    promoted = {promotion.version: promotion.at.isoformat() for promotion in history}
    models = [
        PublishedModel(
            version=manifest.version,
            served=manifest.version == served,
            promoted_at=promoted.get(manifest.version),
            counts=manifest.counts,
            metrics=manifest.metrics,
            notes=manifest.notes,
        )
        for manifest in store.manifests()
    ]
    return ModelsResponse(sorted(models, key=lambda each: each.promoted_at or "", reverse=True))


def _by_model(counts: Mapping[str, int]) -> list[ModelOpinions]:
    found = nested(counts, "ratings", "model")
    return [ModelOpinions(model, opinions(each)) for model, each in sorted(found.items())]


def _by_week(counts: Mapping[str, int]) -> list[ModelWeek]:
    found = nested(counts, "ratings", "week")
    split = ((*key.partition("."), found[key]) for key in sorted(found))
    return [ModelWeek(model, week, opinions(each)) for model, _, week, each in split]


def _by_cluster(counts: Mapping[str, int], model: Model) -> list[ClusterOpinions]:
    found = nested(counts, "ratings", "cluster", model.version)
    return [
        ClusterOpinions(each.id, each.name, opinions(found[str(each.id)]))
        for each in model.clusters
        if str(each.id) in found
    ]
