"""The use case of `recommend`: parse the input, match it, recommend, store the search, publish what is shared."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

import msgspec
from msgspec import structs

from shared.domain.search import JSON, Search
from shared.domain.track import Track
from shared.errors import Busy, Unavailable
from shared.fair_lock import FairLock
from shared.intake import Intake
from shared.intake.bounds import SHOWN
from shared.lanes import RETRY_AFTER_SECONDS, finish, outside
from shared.messaging.messages import SearchMade
from shared.messaging.outbox import TransactionalOutbox
from shared.messaging.topics import ACTIVITY
from shared.model.answer import Answer, answer_resolved
from shared.model.blend_answer import answer_blend, merged
from shared.model.ends import ends_of
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.path_answer import answer_path
from shared.model.ranking.query import RecommendationQuery
from shared.model.resolve import Resolution
from shared.model.understood import understood
from shared.model.words.asked import Asked, prevailing, with_words
from shared.ports import EventBus, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES
from shared.records.given import given_to, remember_given
from shared.records.never_artists import never_artists
from shared.records.ratings import Preferences, preferences_of
from shared.records.share_limit import ShareLimit

from .bounds import bounds_of, collections_of, without
from .contract import RecommendRequest, RecommendResponse
from .corrections import corrected
from .follow_up import FollowUp, followed, to_keep, with_places
from .inputs import Services, demand_something, line_given, named_tracks, read_given, title_of
from .journeys import in_order, is_path
from .lists import read_lists, resolved_lists, together
from .response import to_response
from .sharing import Sharing
from .wishes import opinions_of, rules_of, tune_of

MOST_GENRES = 3
"""Genres a search is counted for: a whole playlist has about half of all genres."""

SCORING_WAIT_SECONDS = 10.0
"""The longest wait for the scoring of others: some hundred answers."""


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
        wait_seconds: float = SCORING_WAIT_SECONDS,
    ) -> None:
        self._models = models
        self._records = records
        self._outbox = outbox
        self._sharing = Sharing(events, ShareLimit(records, now))
        self._services = services
        self._now = now
        self._new_id = new_id
        self._wait_seconds = wait_seconds
        self._scoring = FairLock()
        """Serialises scoring: under the GIL concurrent scoring only adds latency."""

    def answer(
        self,
        request: RecommendRequest,
        listener: str | None = None,
        *,
        signed_in: bool = False,
        charted: bool = False,
        named: Collection[str] | None = None,
    ) -> RecommendResponse:
        """Answer one request, store it as a search and publish that event; publish the playlist if it is shared.

        A listener who is `signed_in` may share the playlist, and is not given again what they were given lately,
        unless the request says so. What one who is `charted` searches for counts in the charts. `named` is as in
        `followed`.
        Raises NoModel if no model is served, Busy if others take too long, and as `read_given` and `followed` do.
        """
        model = self._models.get()
        follow_up = followed(request, named, self._records, listener)
        request = follow_up.request
        lists = read_lists(request, self._records, self._services, listener)
        given = together(lists) if lists else self._given(follow_up, listener)
        title = title_of(request, given)
        # Nobody typed the name of a file: one that says nothing is not reported.
        asked = title if request.title.strip() or model.knows_title(title) else ""
        preferences = self._preferences(listener)
        # Matching thousands of lines takes a second, looking names up three: neither may hold up others' scoring.
        resolved = resolved_lists(lists, model, self._services.names)
        in_words = Asked(merged(resolved), None) if resolved else self._in_words(follow_up, given, model)
        resolution = in_words.resolution
        seeds = resolution.track_ids
        given_before = self._given_before(seeds, listener) if listener and signed_in and not request.repeat else ()
        collections = collections_of(request, model, preferences if signed_in else Preferences())
        never = self._never(listener) if listener and signed_in else ()
        within = without(prevailing(bounds_of(request.within), in_words.bounds), never)
        query = RecommendationQuery(
            rules=rules_of(request, preferences, given_before, model, in_words.interpretation.effect.n),
            tune=in_words.tune(tune_of(request, model), model),
            opinions=opinions_of(request, preferences, model),
            title=in_words.title(asked, model),
            title_names_artists=bool(asked),
            bounds=model.bounds_of(within, collections),
        )
        rules = query.rules
        finish()
        query = in_order(query, request, in_words.interpretation.effect)
        with self._scoring_turn():
            found = (
                answer_blend(model, resolved, query)
                if resolved
                else _answered(request, model, given, in_words, query)
            )
        answered = model.indices_of([each.track.id for each in found.recommendations])
        left_out = len({*rules.given} - {*answered.tolist()})
        response = to_response(self._new_id(), found, model.known_features, left_out, title)
        if request.share:
            shared = self._sharing.share(request, given, resolution, listener if signed_in else None)
            response = structs.replace(response, shared=shared)
        response = structs.replace(response, understood=with_places(response.understood, follow_up.wishes, model))
        kept = to_keep(follow_up, in_words)
        search = self._keep(response, found, resolution, listener, kept, charted=charted)
        if listener and signed_in:
            unwanted = named_tracks("hated", request.hated)
            remember_given(self._records, listener, seeds, search.recommended, unwanted, search.asked_at)
        return response

    def _given(self, follow_up: FollowUp, listener: str | None) -> Intake:
        """Read what is given, nothing for a path, whose ends are looked up by themselves."""
        request = follow_up.request
        if is_path(request):
            return Intake()
        in_words = bool(follow_up.sentences)
        given = read_given(request, self._records, self._services, listener, in_words=in_words)
        return corrected(given, request.corrections)

    def _in_words(self, follow_up: FollowUp, given: Intake, model: Model) -> Asked:
        """Match the songs of a request, and read its words after those before."""
        request, names = follow_up.request, self._services.names
        if request.from_ and request.to:
            return Asked(ends_of(request.from_, request.to, model, names, self._services.short_links), None)
        found = understood(given.references, model, names)
        asked = with_words(found, follow_up.sentences, line_given(request), model, request.ignore)
        demand_something(request, given, asked)
        return asked

    @contextmanager
    def _scoring_turn(self) -> Iterator[None]:
        """Compute alone within the context. Raises Busy if others take too long."""
        if not self._scoring.acquire(self._wait_seconds):
            raise Busy(
                "More is asked at once than can be answered",
                expected=f"a turn within {self._wait_seconds:g} seconds",
                found="none",
                cure=f"try again in {RETRY_AFTER_SECONDS} seconds",
                retry_after_seconds=RETRY_AFTER_SECONDS,
            )
        try:
            yield
        finally:
            self._scoring.release()

    def _preferences(self, listener: str | None) -> Preferences:
        if not listener:
            return Preferences()
        with outside():
            return preferences_of(self._records, listener)

    def _never(self, listener: str) -> tuple[str, ...]:
        with outside():
            return never_artists(self._records, listener)

    def _given_before(self, seeds: Sequence[str], listener: str) -> tuple[str, ...]:
        with outside():
            given = given_to(self._records, listener)
        return given.left_out(seeds, self._now())

    def _keep(
        self,
        response: RecommendResponse,
        found: Answer,
        resolution: Resolution,
        listener: str | None,
        kept: Mapping[str, JSON],
        *,
        charted: bool,
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
            charted=charted,
            asked=kept,
        )
        record = Record(search.id, search.to_uncounted_fields(), asked_at + SEARCH_KEPT)
        if not self._outbox.store(SEARCHES.name, record, ACTIVITY, msgspec.json.encode(SearchMade(id=search.id))):
            raise Unavailable("The search could not be kept under a new id", cure="try again")
        return search


def _answered(
    request: RecommendRequest, model: Model, given: Intake, asked: Asked, query: RecommendationQuery
) -> Answer:
    if is_path(request):
        return answer_path(model, asked.resolution, query)
    unread = [each for each in given.unread if each.source != asked.line[:SHOWN]]
    return answer_resolved(model, unread, asked.resolution, query, request.focus, asked.words)


def leading_genres(tracks: Sequence[Track]) -> tuple[str, ...]:
    """Return the most common genres of the tracks, at most MOST_GENRES, the most common first."""
    counts = Counter(genre for track in tracks for genre in track.genres)
    return tuple(genre for genre, _ in counts.most_common(MOST_GENRES))
