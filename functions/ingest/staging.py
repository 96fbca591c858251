"""Storage of shared playlists for the next training: an object each, one line of MPD JSON, named by content."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from math import isnan

import msgspec

from shared.domain.track import FEATURES
from shared.errors import Conflict
from shared.ports import Fields, ObjectStore, Records
from shared.record_kinds import STAGED_CONTENTS
from shared.records.staging_paths import STAGED_FEATURES, STAGED_PLAYLISTS

from .lookup import FoundPlaylist


class Staging:
    """Writer of playlists for the next training."""

    def __init__(self, records: Records, objects: ObjectStore, now: Callable[[], datetime]) -> None:
        self._records = records
        self._objects = objects
        self._now = now

    def stage(self, found: FoundPlaylist, features: Mapping[str, tuple[float, ...]]) -> str:
        """Write the playlist unless its content is staged already, and return the object's name."""
        place = f"date={self._day(found.content)}/{found.content}"
        if features:
            self._put_once(f"{STAGED_FEATURES}{place}.csv", _table(features))
        name = f"{STAGED_PLAYLISTS}{place}.jsonl"
        self._put_once(name, _line(found))
        return name

    def _day(self, content: str) -> str:
        """Return the day on which this content was first staged: a message may be redelivered on another."""
        today = f"{self._now():%Y-%m-%d}"

        def first(before: Fields | None) -> Fields:
            return before or {"day": today}

        return str(self._records.update(STAGED_CONTENTS.name, content, first).fields["day"])

    def _put_once(self, name: str, data: bytes) -> None:
        try:
            self._objects.put(name, data, if_generation=0)
        except Conflict:
            return  # written by an earlier delivery


def _line(found: FoundPlaylist) -> bytes:
    tracks = [
        {
            "track_uri": track.id,
            "track_name": track.name,
            "artist_name": track.artist,
            "album_name": track.album,
        }
        for track in found.tracks
    ]
    return msgspec.json.encode({"pid": found.content, "name": found.name, "tracks": tracks}) + b"\n"


def _table(features: Mapping[str, tuple[float, ...]]) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["track_uri", *FEATURES])
    for track_id, values in sorted(features.items()):
        rows.writerow([track_id, *("" if isnan(value) else value for value in values)])
    return text.getvalue().encode()
