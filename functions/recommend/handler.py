"""The use case of `recommend`: parse the input, match it, recommend, store the search, publish what is shared."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
import numpy as np

from shared.domain.search import Search, Tune
from shared.domain.track import Track
from shared.errors import Unavailable, UnknownFeature
from shared.fair_lock import FairLock
from shared.intake import Intake, TrackReference
from shared.messaging.messages import SearchMade
from shared.messaging.outbox import TransactionalOutbox
from shared.messaging.playlist_message import message_of
from shared.messaging.topics import ACTIVITY, PLAYLISTS
from shared.model.answer import Answer, answer_resolved
from shared.model.candidates.tracks import Indices
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.ranking.preferences import Opinions
from shared.model.ranking.selection import Rules
from shared.model.resolve import Resolution
from shared.model.wishes import understood
from shared.ports import EventBus, Record, Records
from shared.record_kinds import SEARCH_KEPT, SEARCHES
from shared.records.ratings import Preferences, preferences_of

from .contract import RecommendRequest, RecommendResponse, TuneRequest, to_response
from .corrections import corrected
from .inputs import Services, named_tracks, read_given

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

    def answer(self, request: RecommendRequest, listener: str | None = None) -> RecommendResponse:
        """Answer one request, store it as a search and publish that event; publish the playlist if it is shared.

        Raises NoModel if no model is served, and as `read_given` does.
        """
        model = self._models.get()
        given = corrected(read_given(request, self._records, self._services), request.corrections)
        preferences = preferences_of(self._records, listener) if listener else Preferences()
        # Matching thousands of lines takes a second, looking names up three: neither may hold up others' scoring.
        resolution = understood(given.references, model, self._services.names)
        with self._scoring:
            rules, opinions = _rules(request, preferences, model), _opinions(request, preferences, model)
            tune = _tune(request, model)
            found = answer_resolved(model, given.unread, resolution, rules, tune, opinions, request.focus)
            response = to_response(self._new_id(), found, model.known_features)
        shared = _as_matched(given, resolution)
        if request.share and _may_be_learned(request, shared):
            message = message_of(shared, agreed=True, listener=listener)
            self._events().publish(PLAYLISTS, msgspec.json.encode(message))
        self._keep(response, found, resolution.stands_for, listener)
        return response

    def _keep(
        self, response: RecommendResponse, found: Answer, stands_for: dict[str, str], listener: str | None
    ) -> None:
        asked_at = self._now()
        search = Search(
            id=response.id,
            asked_at=asked_at,
            model=response.model,
            seeds=tuple(dict.fromkeys(match.track.id for match in found.matched)),
            recommended=tuple(each.track.id for each in found.recommendations),
            cluster=response.cluster.id if response.cluster else None,
            fallback=response.fallback,
            listener=listener,
            genres=leading_genres([match.track for match in found.matched]),
            stands_for=stands_for,
        )
        record = Record(search.id, search.to_uncounted_fields(), asked_at + SEARCH_KEPT)
        if not self._outbox.store(SEARCHES.name, record, ACTIVITY, msgspec.json.encode(SearchMade(id=search.id))):
            raise Unavailable("The search could not be kept under a new id", cure="try again")


def _as_matched(given: Intake, resolution: Resolution) -> Intake:
    """Return what was given with the songs found by their names named as in the catalogue.

    So `ingest` finds them, in whichever way the line was read. An unknown song stays as it was given, a line that
    names an artist alone is left out.
    """
    matches = {id(match.reference): match for match in resolution.matched if match.kind != "stand_in"}
    found = [(each, matches.get(id(each))) for each in given.references]
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


def _rules(request: RecommendRequest, preferences: Preferences, model: Model) -> Rules:
    excluded = {
        *_indices("exclude", request.exclude, model).tolist(),
        *model.indices_of(preferences.unwanted).tolist(),
    }
    return Rules(n=request.n, exclude=frozenset(excluded), max_per_artist=request.max_per_artist)


def _opinions(request: RecommendRequest, preferences: Preferences, model: Model) -> Opinions:
    """Return the listener's stored opinions and those of the request; the request's take precedence."""
    loved, hated = _indices("loved", request.loved, model), _indices("hated", request.hated, model)
    if not preferences.loved and not preferences.hated:
        return Opinions(loved, hated)
    kept_loved, kept_hated = model.indices_of(preferences.loved), model.indices_of(preferences.hated)
    return Opinions(
        np.concatenate([np.setdiff1d(kept_loved, hated), loved]).astype(np.int32),
        np.concatenate([kept_hated[~np.isin(kept_hated, loved)], hated]).astype(np.int32),
    )


def _indices(field: str, given: Sequence[str], model: Model) -> Indices:
    """Return the indices of the tracks in a field; tracks missing in the catalogue are left out."""
    return model.indices_of(named_tracks(field, given))


def _tune(request: RecommendRequest, model: Model) -> Tune:
    """Return the listener's wishes. Raises UnknownFeature for a target that the model cannot aim at."""
    wishes = request.tune or TuneRequest()
    if unknown := [feature for feature in wishes.targets if feature not in model.known_features]:
        raise UnknownFeature(
            "Field tune.targets names a feature that is known of too few songs",
            expected=f"some of {', '.join(model.known_features)}" if model.known_features else "no target",
            found=", ".join(unknown),
            cure="leave it out",
        )
    targets = {str(feature): level for feature, level in wishes.targets.items()}
    return Tune(targets=targets, adventurous=wishes.adventurous, diverse=wishes.diverse)
