"""The use case of `recommend`: parse the input, match it, recommend, store the search, publish what is shared."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from shared.domain.search import Search
from shared.domain.track import Track
from shared.errors import Unavailable
from shared.fair_lock import FairLock
from shared.intake import Intake, TrackReference
from shared.messaging.messages import SearchMade
from shared.messaging.outbox import TransactionalOutbox
from shared.messaging.playlist_message import message_of
from shared.messaging.topics import ACTIVITY, PLAYLISTS
from shared.model.answer import Answer, answer_resolved
from shared.model.live import LiveModel
from shared.model.ranking.query import RecommendationQuery
from shared.model.resolve import Resolution
from shared.model.wishes import understood
from shared.ports import EventBus, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES
from shared.records.given import given_to, remember_given
from shared.records.ratings import Preferences, preferences_of

from .contract import RecommendRequest, RecommendResponse
from .corrections import corrected
from .inputs import Services, named_tracks, read_given, title_of
from .response import to_response
from .wishes import opinions_of, rules_of, tune_of

MOST_GENRES = 3
"""Genres a search is counted for: a whole playlist has about half of all genres."""


class Recommend:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        models: LiveModel,
        records: Records,
        outbox: TransactionalOutbox,
        events: Callable[[], EventBus],
        services: Services,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._models = models
        self._records = records
        self._outbox = outbox
        self._events = events
        self._services = services
        self._now = now
        self._new_id = new_id
        self._scoring = FairLock()
        """Serialises scoring: under the GIL concurrent scoring only adds latency."""

    def answer(
        self, request: RecommendRequest, listener: str | None = None, *, signed_in: bool = False
    ) -> RecommendResponse:
        """Answer one request, store it as a search and publish that event; publish the playlist if it is shared.

        A listener who is `signed_in` is not given again what they were given lately, unless the request says so.
        Raises NoModel if no model is served, and as `read_given` does.
        """
        model = self._models.get()
        given = corrected(read_given(request, self._records, self._services, listener), request.corrections)
        title = title_of(request, given)
        if not request.title.strip() and not model.knows_title(title):
            title = ""  # the listener did not type the name of a file
        preferences = preferences_of(self._records, listener) if listener else Preferences()
        # Matching thousands of lines takes a second, looking names up three: neither may hold up others' scoring.
        resolution = understood(given.references, model, self._services.names)
        seeds = resolution.track_ids
        given_before = self._given_before(seeds, listener) if listener and signed_in and not request.repeat else ()
        with self._scoring:
            rules = rules_of(request, preferences, given_before, model)
            opinions, tune = opinions_of(request, preferences, model), tune_of(request, model)
            query = RecommendationQuery(rules=rules, tune=tune, opinions=opinions, title=title)
            found = answer_resolved(model, given.unread, resolution, query, request.focus)
            answered = model.indices_of([each.track.id for each in found.recommendations])
            left_out = len({*rules.given} - {*answered.tolist()})
            response = to_response(self._new_id(), found, model.known_features, left_out)
        shared = _as_matched(given, resolution)
        if request.share and _may_be_learned(request, shared):
            message = message_of(shared, agreed=True, listener=listener)
            self._events().publish(PLAYLISTS, msgspec.json.encode(message))
        search = self._keep(response, found, resolution, listener)
        if listener and signed_in:
            unwanted = named_tracks("hated", request.hated)
            remember_given(self._records, listener, seeds, search.recommended, unwanted, search.asked_at)
        return response

    def _given_before(self, seeds: Sequence[str], listener: str) -> tuple[str, ...]:
        return given_to(self._records, listener).left_out(seeds, self._now())

    def _keep(
        self, response: RecommendResponse, found: Answer, resolution: Resolution, listener: str | None
    ) -> Search:
        asked_at = self._now()
        search = Search(
            id=response.id,
            asked_at=asked_at,
            model=response.model,
            seeds=resolution.track_ids,
            recommended=tuple(each.track.id for each in found.recommendations),
            cluster=response.cluster.id if response.cluster else None,
            fallback=response.fallback,
            listener=listener,
            genres=leading_genres([match.track for match in found.matched]),
            stands_for=resolution.stands_for,
        )
        record = Record(search.id, search.to_uncounted_fields(), asked_at + SEARCH_KEPT)
        if not self._outbox.store(SEARCHES.name, record, ACTIVITY, msgspec.json.encode(SearchMade(id=search.id))):
            raise Unavailable("The search could not be kept under a new id", cure="try again")
        return search


def _as_matched(given: Intake, resolution: Resolution) -> Intake:
    """Return what was given with the songs found by their names named as in the catalogue.

    So `ingest` finds them, in whichever way the line was read. An unknown song stays as it was given, a line that
    names an artist alone is left out, and one that is left out of the seeds.
    """
    matches = {id(match.reference): match for match in resolution.matched if match.kind != "stand_in"}
    strays = {id(match.reference) for match in resolution.strays}
    found = [(each, matches.get(id(each))) for each in given.references if id(each) not in strays]
    return replace(
        given,
        references=tuple(
            each if match is None or each.track_id or each.isrc else _renamed(each, match.track)
            for each, match in found
            if match is None or match.kind == "song"
        ),
    )


def _renamed(reference: TrackReference, track: Track) -> TrackReference:
    return replace(reference, title=track.name, artist=track.artist, readings=())


def _may_be_learned(request: RecommendRequest, given: Intake) -> bool:
    """Check whether training may see the songs of a listener who agrees.

    A playlist given by its link is stored already, and may have come through Spotify's API. A history is given by
    a name alone, which may be somebody else's.
    """
    return len(given.references) > 1 and not given.playlist_ids and request.listenbrainz is None


def leading_genres(tracks: Sequence[Track]) -> tuple[str, ...]:
    """Return the most common genres of the tracks, at most MOST_GENRES, the most common first."""
    counts = Counter(genre for track in tracks for genre in track.genres)
    return tuple(genre for genre, _ in counts.most_common(MOST_GENRES))
