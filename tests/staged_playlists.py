"""Staged playlists as `ingest` leaves them, with known contributors and contents."""

import msgspec

from shared.ports import ObjectStore
from shared.records.staging_paths import StagedName

DAY = "2026-11-23"


def hexed(number: int) -> str:
    return f"{number:032x}"


def track_uri(number: int) -> str:
    return f"spotify:track:{number:022d}"


def staged_name(contributor: int, content: int, day: str = DAY) -> StagedName:
    return StagedName(day, hexed(contributor), hexed(content))


def staged_line(name: StagedName, **more: object) -> bytes:
    """Return a playlist of three songs, by its content."""
    content = int(name.content, 16)
    tracks = [{"track_uri": track_uri(10 * content + place), "track_name": f"Song {place}"} for place in range(3)]
    line = {"pid": name.content, "name": f"List {content}", "tracks": tracks}
    if name.contributor:
        line |= {"contributor": name.contributor, "day": name.day}
    return msgspec.json.encode(line | more) + b"\n"


def put_staged(objects: ObjectStore, *names: StagedName, **more: object) -> list[StagedName]:
    for name in names:
        objects.put(name.object, staged_line(name, **more))
    return list(names)
