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
from shared.record_kinds import (
    HANDLED_MESSAGE_KEPT,
    HANDLED_MESSAGES,
    LISTENERS,
    PLAYLIST_KEPT,
    PLAYLISTS,
    SPOTIFY_KEPT,
)
from shared.records.deleted_listeners import is_deleted
from shared.records.personal_data import delete
from shared.records.playlist_keys import contributor_of, playlist_key, staged_content
from shared.records.staged_erasure import erase_staged
from shared.records.staging_paths import StagedName
from shared.web.bodies import decoded

from .lookup import FoundPlaylist, find_tracks
from .staging import stage

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
        secret: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        self._models = models
        self._records = records
        self._objects = objects
        self._features = features
        self._secret = secret
        self._now = now

    def handle(self, message: Message) -> None:
        """Store the playlist of a message, once.

        Raises RejectedMessage or InvalidInput for a message that can never be stored.
        """
        seen = f"ingest.{message.id}"
        if self._records.get(HANDLED_MESSAGES.name, seen) is not None:
            return
        given = self._as_allowed(_read(message))
        found = find_tracks(given, self._models.get())
        key = playlist_key(given.listener, given.id or found.content)
        if not self._has_left(given):
            self._keep(message, given, found, key)
        if self._has_left(given):  # perhaps while it was stored
            self._forget(key)
        self._records.create(
            HANDLED_MESSAGES.name, Record(seen, {"content": found.content}, self._now() + HANDLED_MESSAGE_KEPT)
        )

    def _has_left(self, given: PlaylistMessage) -> bool:
        return given.listener is not None and is_deleted(self._records, given.listener)

    def _forget(self, key: str) -> None:
        record = self._records.get(PLAYLISTS.name, key)
        if record is not None:
            delete(self._records, self._objects, PLAYLISTS, record)

    def _as_allowed(self, given: PlaylistMessage) -> PlaylistMessage:
        """Return a playlist without the agreement to learn from it, unless its listener has an account still."""
        if given.agreed and (given.listener is None or self._records.get(LISTENERS.name, given.listener) is None):
            return structs.replace(given, agreed=False)
        return given

    def _missing_features(self, found: FoundPlaylist) -> dict[str, tuple[float, ...]]:
        """Look up the features of tracks missing in the catalogue; a failing source delays no playlist."""
        if self._features is None or not found.unknown:
            return {}
        try:
            return dict(self._features.features(found.unknown))
        except SegueError as error:
            logs.event(logger, "WARNING", f"staged without features: {error}", tracks=len(found.unknown))
            return {}

    def _keep(self, message: Message, given: PlaylistMessage, found: FoundPlaylist, key: str) -> None:
        """Store the playlist under its key and stage it; of several messages the latest published wins.

        The record is written before the object that it names: erasure finds every object by its record.
        """
        now = self._now()

        def newest(before: Fields | None) -> Fields:
            if before and _is_newer(before, message, given):
                raise _Outdated  # writing the old record again would replace its expiry
            staged = self._staged_name(given, staged_content(key, found.content), before)
            return {
                **found.to_fields(),
                "source": given.source,
                "listener": given.listener,
                "staged": staged.object if staged else None,
                "published_at": message.published_at,
                "ingested_at": now.isoformat(),
            }

        expires_at = now + (SPOTIFY_KEPT if given.source == SPOTIFY else PLAYLIST_KEPT)
        with suppress(_Outdated):
            self._erase_replaced(key, newest)
            stored = self._records.update(PLAYLISTS.name, key, newest, expires_at)
            self._stage(given, found, stored)

    def _erase_replaced(self, key: str, newest: Callable[[Fields | None], Fields]) -> None:
        """Erase what the playlist was staged as before, if it has changed; a cut off call does it again."""
        before = self._records.get(PLAYLISTS.name, key)
        replaced = before and before.fields.get("staged")
        if before and isinstance(replaced, str) and newest(before.fields)["staged"] != replaced:
            erase_staged(self._objects, replaced)

    def _stage(self, given: PlaylistMessage, found: FoundPlaylist, stored: Record) -> None:
        name = StagedName.of(str(stored.fields["staged"]))
        if name is None:
            return
        stage(self._objects, name, found, self._missing_features(found))
        if given.id:  # another message may have replaced the playlist meanwhile
            latest = self._records.get(PLAYLISTS.name, stored.key)
            if latest is None or latest.fields["staged"] != name.object:
                erase_staged(self._objects, name.object)

    def _staged_name(self, given: PlaylistMessage, content: str, before: Fields | None) -> StagedName | None:
        """Return the name to stage the playlist under, or None unless a listener agreed that it is learned from.

        Content that was staged lately keeps its day: a message may be redelivered on another. Later it is staged
        anew, as it expires by its day.
        """
        if not given.agreed or given.listener is None or given.source == SPOTIFY:
            return None
        contributor = contributor_of(given.listener, self._secret())
        staged = StagedName.of(str(before.get("staged"))) if before else None
        lately = f"{self._now() - HANDLED_MESSAGE_KEPT:%Y-%m-%d}"
        if staged and staged == StagedName(staged.day, contributor, content) and staged.day >= lately:
            return staged
        return StagedName(f"{self._now():%Y-%m-%d}", contributor, content)


class _Outdated(Exception):
    """The stored record stays as it is."""


def _is_newer(before: Fields, message: Message, given: PlaylistMessage) -> bool:
    """Check whether what is stored stays: it is newer, or a listener's and the message nobody's."""
    is_anothers = before.get("listener") is not None and given.listener is None and not given.id
    return is_anothers or _moment(str(before["published_at"])) > _moment(message.published_at)


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
