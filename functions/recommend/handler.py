"""Decide what `recommend` answers: read what was given, find it, recommend, keep the search."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shared.domain.search import Search, Tune
from shared.errors import Unavailable
from shared.model.answer import Answer, answer
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.selection import Rules
from shared.ports import Record, Records

from .contract import RecommendRequest, RecommendResponse, to_response
from .given import excluded, read_given

SEARCHES = "searches"
SEARCH_KEPT = timedelta(days=400)
"""How long a search is kept: a year of history, and a little."""


class Recommend:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        models: LiveModel,
        records: Records,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._models = models
        self._records = records
        self._now = now
        self._new_id = new_id

    def answer(self, request: RecommendRequest) -> RecommendResponse:
        """Answer one request and keep it as a search before returning.

        Raises InvalidInput if nothing usable was given, UnreadablePlaylist if all that was given is a playlist
        nobody can read, NoModel if none is served.
        """
        model = self._models.get()
        given = read_given(request, self._records)
        found = answer(model, given, _rules(request, model), _tune(request))
        response = to_response(self._new_id(), found)
        self._keep(response, found)
        return response

    def _keep(self, response: RecommendResponse, found: Answer) -> None:
        asked_at = self._now()
        search = Search(
            id=response.id,
            asked_at=asked_at,
            model=response.model,
            seeds=tuple(dict.fromkeys(match.track.id for match in found.matched)),
            recommended=tuple(each.track.id for each in found.recommendations),
            cluster=response.cluster.id if response.cluster else None,
            fallback=response.fallback,
        )
        if not self._records.create(SEARCHES, Record(search.id, search.to_fields(), asked_at + SEARCH_KEPT)):
            raise Unavailable("The search could not be kept under a new id", cure="try again")


def _rules(request: RecommendRequest, model: Model) -> Rules:
    known = model.retrieval.tracks.indices(excluded(request))
    return Rules(
        n=request.n,
        exclude=frozenset(known[known >= 0].tolist()),
        max_per_artist=request.max_per_artist,
    )


def _tune(request: RecommendRequest) -> Tune | None:
    if request.tune is None:
        return None
    targets = {str(feature): level for feature, level in request.tune.targets.items()}
    return Tune(targets=targets, adventurous=request.tune.adventurous)
