"""Storage of shared playlists for the next training: an object per contributor and content, a line of MPD JSON."""

from collections.abc import Mapping
from contextlib import suppress
from math import isnan

import msgspec

from shared.errors import Conflict
from shared.ports import ObjectStore
from shared.records.staging_paths import StagedName

from .lookup import FoundPlaylist


def stage(
    objects: ObjectStore, staged: StagedName, found: FoundPlaylist, features: Mapping[str, tuple[float, ...]]
) -> None:
    """Write a playlist, with the features of tracks that the catalogue lacks, unless it is staged already.

    If its owner had it erased before, they agreed anew: the tombstone goes.
    """
    objects.delete(staged.tombstone)
    with suppress(Conflict):  # written by an earlier delivery
        objects.put(staged.object, _line(staged, found, features), if_generation=0)


def _line(staged: StagedName, found: FoundPlaylist, features: Mapping[str, tuple[float, ...]]) -> bytes:
    line = {
        "pid": staged.content,
        "name": found.name,
        "contributor": staged.contributor,
        "day": staged.day,
        "tracks": [
            {
                "track_uri": track.id,
                "track_name": track.name,
                "artist_name": track.artist,
                "album_name": track.album,
            }
            for track in found.tracks
        ],
        "features": {
            track_id: [None if isnan(value) else value for value in values]
            for track_id, values in sorted(features.items())
        },
    }
    return msgspec.json.encode(line) + b"\n"
