"""The use case of `ingest`: decode a pushed playlist, match its tracks, find its cluster, store and stage it.

Delivery is at least once, in any order, and may fail half-way: every write is idempotent, and the message is
marked as handled last.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from msgspec import structs

from shared import logs
from shared.errors import RejectedMessage, SegueError
from shared.messaging.playlist_message import SPOTIFY, PlaylistMessage
from shared.messaging.push import Message
from shared.model.live import LiveModel
from shared.ports import FeatureSource, Fields, ObjectStore, Record, Records
from shared.record_kinds import HANDLED_MESSAGE_KEPT, HANDLED_MESSAGES, PLAYLIST_KEPT, PLAYLISTS, SPOTIFY_KEPT
from shared.records.deleted_listeners import is_deleted
from shared.web.bodies import decoded

from .lookup import FoundPlaylist, find_tracks
from .staging import Staging

LARGEST_BYTES = 10_000_000

logger = logging.getLogger(__name__)


class Ingest:
    """The use case behind one instance of the function."""

    def __init__(
        self,
        models: LiveModel,
        records: Records,
        objects: ObjectStore,
        features: FeatureSource | None,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._models = models
        self._records = records
        self._features = features
        self._staging = Staging(records, objects, now)
        self._now = now

    def handle(self, message: Message) -> None:
        """Store the playlist of a message, once.

        Raises RejectedMessage or InvalidInput for a message that can never be stored.
        """
        seen = f"ingest.{message.id}"
        if self._records.get(HANDLED_MESSAGES.name, seen) is not None:
            return
        given = _read(message)
        if given.listener is not None and is_deleted(self._records, given.listener):
            given = structs.replace(given, listener=None)
        found = find_tracks(given, self._models.get())
        self._keep(message, given, found, self._staged(given, found))
        self._records.create(
            HANDLED_MESSAGES.name, Record(seen, {"content": found.content}, self._now() + HANDLED_MESSAGE_KEPT)
        )

    def _staged(self, given: PlaylistMessage, found: FoundPlaylist) -> str | None:
        """Stage the playlist for training if its owner agreed, and return the name of its object."""
        if not given.agreed or given.source == SPOTIFY:
            return None
        return self._staging.stage(found, self._missing_features(found))

    def _missing_features(self, found: FoundPlaylist) -> dict[str, tuple[float, ...]]:
        """Look up the features of tracks missing in the catalogue; a failing source delays no playlist."""
        if self._features is None or not found.unknown:
            return {}
        try:
            return dict(self._features.features(found.unknown))
        except SegueError as error:
            logs.event(logger, "WARNING", f"staged without features: {error}", tracks=len(found.unknown))
            return {}

    def _keep(self, message: Message, given: PlaylistMessage, found: FoundPlaylist, staged: str | None) -> None:
        """Store the playlist under its id; of several messages about one playlist the latest published wins."""
        now = self._now()
        record: Fields = {
            **found.to_fields(),
            "source": given.source,
            "listener": given.listener,
            "staged": staged,
            "published_at": message.published_at,
            "ingested_at": now.isoformat(),
        }

        def newest(before: Fields | None) -> Fields:
            if before and _moment(str(before["published_at"])) > _moment(message.published_at):
                raise _Outdated  # writing the old record again would replace its expiry
            return record

        expires_at = now + (SPOTIFY_KEPT if given.source == SPOTIFY else PLAYLIST_KEPT)
        with suppress(_Outdated):
            self._records.update(PLAYLISTS.name, given.id or found.content, newest, expires_at)


class _Outdated(Exception):
    """A later message about the same playlist is stored already."""


def _moment(published_at: str) -> datetime:
    """Parse a time of publication; Pub/Sub writes 0 to 9 digits of a fraction, so the texts do not compare."""
    try:
        moment = datetime.fromisoformat(published_at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)  # without a time: any dated message is later
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(message: Message) -> PlaylistMessage:
    if len(message.data) > LARGEST_BYTES:
        raise RejectedMessage(
            "The message is too large", expected=f"{LARGEST_BYTES} bytes at most", found=str(len(message.data))
        )
    return decoded(message.data, PlaylistMessage)
