"""Decide what `recommend` answers: read what was given, find it, recommend, keep the search."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from shared.domain.search import Search, Tune
from shared.errors import Unavailable
from shared.model.answer import Answer, answer
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.opinions import Opinions
from shared.model.selection import Rules
from shared.model.tracks import Indices
from shared.playlists import message_of
from shared.ports import EventBus, Record, Records
from shared.topics import PLAYLISTS

from .contract import RecommendRequest, RecommendResponse, TuneRequest, to_response
from .given import named_tracks, read_given

SEARCHES = "searches"
SEARCH_KEPT = timedelta(days=400)
"""How long a search is kept: a year of history, and a little."""


class Recommend:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        models: LiveModel,
        records: Records,
        events: Callable[[], EventBus],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._models = models
        self._records = records
        self._events = events
        self._now = now
        self._new_id = new_id

    def answer(self, request: RecommendRequest) -> RecommendResponse:
        """Answer one request and keep it as a search before returning; publish the playlist if that is agreed.

        Raises InvalidInput if nothing usable was given, UnreadablePlaylist if all that was given is a playlist
        nobody can read, NoModel if none is served.
        """
        model = self._models.get()
        given = read_given(request, self._records)
        found = answer(model, given, _rules(request, model), _tune(request), _opinions(request, model))
        response = to_response(self._new_id(), found)
        # A playlist given by its link is kept already, and may have come through Spotify's API.
        if request.share and len(given.references) > 1 and not given.playlist_ids:
            self._events().publish(PLAYLISTS, msgspec.json.encode(message_of(given, agreed=True)))
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
    excluded = _indices("exclude", request.exclude, model)
    return Rules(n=request.n, exclude=frozenset(excluded.tolist()), max_per_artist=request.max_per_artist)


def _opinions(request: RecommendRequest, model: Model) -> Opinions:
    return Opinions(_indices("loved", request.loved, model), _indices("hated", request.hated, model))


def _indices(field: str, given: Sequence[str], model: Model) -> Indices:
    """Find the tracks that a field names; those the catalogue does not have are no concern of the answer."""
    known = model.retrieval.tracks.indices(named_tracks(field, given))
    return known[known >= 0]


def _tune(request: RecommendRequest) -> Tune:
    wishes = request.tune or TuneRequest()
    targets = {str(feature): level for feature, level in wishes.targets.items()}
    return Tune(targets=targets, adventurous=wishes.adventurous, diverse=wishes.diverse)
