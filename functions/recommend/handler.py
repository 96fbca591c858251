"""The use case of `recommend`: parse the input, match it, recommend, store the search, publish what is shared."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import msgspec
from msgspec import structs

from shared.domain.search import JSON, Search
from shared.domain.track import Track
from shared.errors import Busy, Unavailable
from shared.fair_lock import FairLock
from shared.lanes import RETRY_AFTER_SECONDS, finish
from shared.messaging.messages import SearchMade
from shared.messaging.outbox import TransactionalOutbox
from shared.messaging.topics import ACTIVITY
from shared.model.answer import Answer
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.resolve import Resolution
from shared.ports import EventBus, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES
from shared.records.given import remember_given
from shared.records.share_limit import ShareLimit

from .contract import RecommendRequest, RecommendResponse
from .follow_up import FollowUp, followed, kept_search, to_keep, with_places
from .inputs import Services, named_tracks, title_of
from .own_lists import kept_fields
from .queries import query_of
from .questions import Question, question_of
from .repeated import Key, under_way
from .response import recommended_track, to_response
from .sharing import Sharing
from .swap_contract import SwapRequest, SwapResponse
from .swapping import KeptList, put_back, take_out
from .tastes import tastes_of

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
        key: Key | None = None,
    ) -> RecommendResponse:
        """Answer one request, store it as a search and publish that event; publish the playlist if it is shared.

        A listener who is `signed_in` may share the playlist, and is not given again what they were given lately,
        unless the request says so. What one who is `charted` searches for counts in the charts. `named` is as in
        `followed`. By its `key` a request is stored once.
        Raises NoModel if no model is served, Busy if others take too long, UnderWay if a request with
        the same key is stored first, and as `read_given` and `followed` do.
        """
        model = self._models.get()
        follow_up = followed(request, named, self._records, listener)
        request = follow_up.request
        question, query, found = self._found(model, follow_up, listener, signed_in=signed_in)
        resolution = question.asked.resolution
        given_before = {*query.rules.given}
        answered = [each.track.id for each in found.recommendations] if given_before else []
        left_out = len(given_before - {*model.indices_of(answered).tolist()})
        title = title_of(request, question.given)
        response = to_response(key.id if key else self._new_id(), found, model.known_features, left_out, title)
        if request.share:
            shared = self._sharing.share(request, question.given, resolution, listener if signed_in else None)
            response = structs.replace(response, shared=shared)
        response = structs.replace(response, understood=with_places(response.understood, follow_up.wishes, model))
        kept = to_keep(follow_up, question.asked)
        search = self._keep(response, found, resolution, listener, request, kept, key, charted=charted)
        if listener and signed_in:
            unwanted = named_tracks("hated", request.hated)
            remember_given(self._records, listener, search.seeds, search.recommended, unwanted, search.asked_at)
        return response

    def swap(self, asked: SwapRequest, listener: str | None = None, *, signed_in: bool = False) -> SwapResponse:
        """Take a song out of a kept list, whose place the best other one takes, or put one back.

        Raises as `followed`, `answer` and `take_out` do, and InvalidInput for songs that the list does not have.
        """
        kept = KeptList.of(kept_search(asked.list, self._records, listener))
        if asked.back:
            song = kept.demand_taken(asked.song)
            put_back(self._records, kept, song)
            return SwapResponse(kept.place(song) + 1, None)
        out = kept.demand(asked.song)
        follow_up = followed(RecommendRequest(after=asked.list), None, self._records, listener)
        request = structs.replace(follow_up.request, hated=[*follow_up.request.hated, out])
        follow_up = replace(follow_up, request=request)
        question, _, found = self._found(self._models.get(), follow_up, listener, signed_in=signed_in)
        songs = {each.track.id: each for each in found.recommendations}
        new = kept.next_of([*songs], out, in_order=found.journey is not None)
        take_out(self._records, kept, out, new)
        if listener and signed_in and new:
            seeds = question.asked.resolution.track_ids
            remember_given(self._records, listener, seeds, [new], [out], self._now())
        return SwapResponse(kept.place(out) + 1, recommended_track(songs[new]) if new in songs else None)

    def _found(
        self, model: Model, follow_up: FollowUp, listener: str | None, *, signed_in: bool
    ) -> tuple[Question, RecommendationQuery, Answer]:
        """Read a request, match it with the catalogue, and let the model answer."""
        request = follow_up.request
        # Matching thousands of lines takes a second, looking names up three: neither may hold up others' scoring.
        question = question_of(follow_up, model, self._records, self._services, listener)
        seeds = question.asked.resolution.track_ids
        tastes = tastes_of(self._records, listener, seeds, self._now, signed_in=signed_in, repeat=request.repeat)
        query = query_of(request, question, tastes, model)
        finish()
        with self._scoring_turn():
            return question, query, question.answer(model, query)

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

    def _keep(
        self,
        response: RecommendResponse,
        found: Answer,
        resolution: Resolution,
        listener: str | None,
        request: RecommendRequest,
        kept: Mapping[str, JSON],
        key: Key | None,
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
        fields = {**search.to_uncounted_fields(), **kept_fields(search, response, request, key)}
        record = Record(search.id, fields, asked_at + SEARCH_KEPT)
        if not self._outbox.store(SEARCHES.name, record, ACTIVITY, msgspec.json.encode(SearchMade(id=search.id))):
            if key:
                raise under_way()
            raise Unavailable("The search could not be kept under a new id", cure="try again")
        return search


def leading_genres(tracks: Sequence[Track]) -> tuple[str, ...]:
    """Return the most common genres of the tracks, at most MOST_GENRES, the most common first."""
    counts = Counter(genre for track in tracks for genre in track.genres)
    return tuple(genre for genre, _ in counts.most_common(MOST_GENRES))
