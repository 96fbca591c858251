"""Sharing of a given playlist for learning: by signed-in listeners, some a day; or the reason why not."""

from collections.abc import Callable
from dataclasses import replace

import msgspec

from shared.domain.track import Track
from shared.intake import Intake, TrackReference
from shared.messaging.playlist_message import message_of
from shared.messaging.topics import PLAYLISTS
from shared.model.resolve import Resolution
from shared.ports import EventBus
from shared.records.share_limit import MOST_SHARED_A_DAY, ShareLimit

from .contract import RecommendRequest, Shared

NOT_SIGNED_IN = "Segue learns from playlists of signed-in listeners only: sign in by mail, then share it again"
TOO_MANY = f"{MOST_SHARED_A_DAY} playlists of yours were shared today: share it again tomorrow"
LINKED = "a playlist given by its link is not shared: paste or upload its songs"
HISTORY = "a history that is given by a name may be somebody else's, so it is not shared"
SEVERAL = "the lists of a blend may be several people's, so they are not shared"
TOO_SHORT = "one song is no playlist: give two or more"


class Sharing:
    """Publishes what listeners agree to share."""

    def __init__(self, events: Callable[[], EventBus], limit: ShareLimit) -> None:
        self._events = events
        self._limit = limit

    def share(
        self, request: RecommendRequest, given: Intake, resolution: Resolution, listener: str | None
    ) -> Shared:
        """Publish the songs of a request for training, unless there is a reason not to; `listener` is signed in.

        Raises Unavailable if it could not be published.
        """
        shared = as_matched(given, resolution)
        because = _why_not(request, shared)
        if because is None and listener is None:
            because = NOT_SIGNED_IN
        if because is None and listener is not None:
            because = self._published(shared, listener)
        return Shared(kept=because is None, because=because)

    def _published(self, shared: Intake, listener: str) -> str | None:
        if not self._limit.admits(listener):
            return TOO_MANY
        message = message_of(shared, agreed=True, listener=listener)
        self._events().publish(PLAYLISTS, msgspec.json.encode(message))
        return None


def _why_not(request: RecommendRequest, given: Intake) -> str | None:
    """Return why training may not see the songs of a listener who agrees, or None.

    A playlist given by its link is stored already, and may have come through Spotify's API.
    """
    if request.lists is not None:
        return SEVERAL
    if request.listenbrainz is not None:
        return HISTORY
    if given.playlist_ids:
        return LINKED
    return TOO_SHORT if len(given.references) < 2 else None


def as_matched(given: Intake, resolution: Resolution) -> Intake:
    """Return what was given with the songs found by their names named as in the catalogue.

    So `ingest` finds them, in whichever way the line was read. An unknown song stays as it was given, a line that
    names an artist alone is left out, and one that is left out of the seeds.
    """
    matches = {id(match.reference): match for match in resolution.matched if match.kind != "stand_in"}
    strays = {id(match.reference) for match in resolution.strays}
    songs = [each for each in given.references if id(each) not in strays and not each.artist_id]
    found = [(each, matches.get(id(each))) for each in songs]
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
