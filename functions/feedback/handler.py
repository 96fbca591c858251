"""Decide the effect of a rating: a listener's latest opinion of a target stays, every change is counted once."""

from collections.abc import Callable
from datetime import datetime

from shared.domain.rating import Opinion, Rating, Target, rated, taken_back
from shared.domain.search import Search
from shared.errors import InvalidInput, NotFound
from shared.intake.links import linked_track_id
from shared.ports import EventBus, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES
from shared.records.ratings import RatingLog

from .contract import RateRequest, RatingResponse, RatingsResponse


class Feedback:
    """The use case behind one instance of the function."""

    def __init__(self, records: Records, events: Callable[[], EventBus], *, now: Callable[[], datetime]) -> None:
        self._records = records
        self._log = RatingLog(records, events)
        self._now = now

    def rate(self, listener: str, request: RateRequest, *, charted: bool = False) -> RatingResponse:
        """Store an opinion, then publish its change to be counted, in the charts, too, if it is `charted`.

        Raises NotFound for a search that is not stored (any more), InvalidInput for a track that is neither in its
        list nor among its seeds, Unavailable if it could not be stored or published; the same request again is
        counted once.
        """
        search = self._search(request.search)
        target = _target(request, search)
        now = self._now()

        def change(before: Rating | None) -> Rating:
            return rated(before, listener, target, search, request.opinion, now, charted=charted)

        key = target.key(listener)
        # To take back an opinion that was never given leaves no record behind.
        if request.opinion is not None or self._log.get(key) is not None:
            self._log.change(key, change)
        return _response(target, request.opinion)

    def take_back(self, listener: str, track: str) -> RatingResponse:
        """Take back what a listener thinks of a track, in whichever list they said it.

        Raises InvalidInput for what is no track, Unavailable as `rate`.
        """
        track_id = linked_track_id(track)
        if track_id is None:
            raise InvalidInput(
                "Parameter track cannot be used", expected="the id, URI or link of a track", found=track[:80]
            )
        target, now = Target("track", track_id), self._now()
        key = target.key(listener)
        if (known := self._log.get(key)) is not None:
            self._log.change(key, lambda before: taken_back(before or known, now))
        return _response(target, None)

    def ratings(self, listener: str, search_id: str) -> RatingsResponse:
        """Return a listener's opinions of a list and its tracks. Raises NotFound for an unknown search."""
        search = self._search(search_id)
        targets = [Target("list", search.id), *(Target("track", track) for track in search.recommended)]
        found = [self._log.get(target.key(listener)) for target in targets]
        return RatingsResponse(
            [
                _response(rating.target, rating.opinion)
                for rating in found
                if rating is not None and rating.opinion is not None
            ]
        )

    def _search(self, id: str) -> Search:
        record = self._records.get(SEARCHES.name, id)
        if record is None:
            raise NotFound(
                "There is no such list",
                expected=f"the id of an answer of the last {SEARCH_KEPT.days} days",
                found=id,
            )
        return Search.of(id, record.fields)


def _target(request: RateRequest, search: Search) -> Target:
    if not request.track:
        return Target("list", search.id)
    track_id = linked_track_id(request.track)
    if track_id is None or track_id not in {*search.recommended, *search.taken_out, *search.seeds}:
        raise InvalidInput(
            "Field track cannot be used",
            expected="the id, URI or link of a track of this list, or of one it was made from",
            found=request.track[:80],
        )
    return Target("track", track_id)


def _response(target: Target, opinion: Opinion | None) -> RatingResponse:
    return RatingResponse(target.kind, target.id, opinion)
